// A stretch of the text that is selected can be added as a statement. Positions count code points, as the records do:
// the text of a part is the document's own, so what stands before the selection in it is counted from the part's start.

const text = document.getElementById("document");
const button = document.getElementById("add-marked");

const points = (words) => [...words].length;

function partOf(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element?.closest("#document [data-start]") ?? null;
}

function marked() {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const part = partOf(range.startContainer);
  if (!part || part !== partOf(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(part, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  if (!words.trim()) return null;
  const start = Number(part.dataset.start) + points(before.toString());
  return { start, end: start + points(words), box: range.getBoundingClientRect() };
}

function offer() {
  const found = marked();
  button.hidden = !found;
  if (!found) return;
  const address = new URL(button.href);
  address.search = new URLSearchParams({ start: found.start, end: found.end });
  button.href = address.href;
  button.style.top = `${window.scrollY + found.box.bottom + 8}px`;
  button.style.left = `${Math.max(8, Math.min(window.scrollX + found.box.left, window.innerWidth - button.offsetWidth - 8))}px`;
}

if (text && button) {
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(offer, 120);
  });
}
