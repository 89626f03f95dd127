// The desk from the keyboard: one key a decision, the next record without loading the page. Without script every
// button is a plain form and every row a link.

const desk = document.getElementById("desk");
const live = document.getElementById("live");
const keys = document.getElementById("keys");
const keysOff = document.getElementById("keys-off");
const narrow = window.matchMedia("(max-width: 860px)");
const OFF = "gangyao-review-keys-off";
const ticked = new Set();
let busy = false;
let waiting = null; // the one key pressed while a decision was being sent
let listOpen = !narrow.matches;

const ask = (selector) => desk.querySelector(selector);
const isTyping = (element) => element.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");
const isControl = (element) => element.closest("a, button, summary, input, select, textarea, label") !== null;

function settle() {
  const fold = ask("#queue-fold");
  if (fold) {
    fold.open = listOpen;
    fold.addEventListener("toggle", () => { listOpen = fold.open; });
  }
  for (const box of desk.querySelectorAll(".queue-list input[type=checkbox]")) box.checked = ticked.has(box.value);
  const list = ask(".queue-list");
  const row = ask(".queue-list .current");
  if (list && row) list.scrollTop = row.offsetTop - list.offsetTop - list.clientHeight / 2;
}

function showRecord() {
  const stays = ask("[aria-invalid]") ?? ask(".question button");
  const told = ask(".said")?.dataset.live ?? ask(".fault, .question p")?.textContent.trim();
  if (told) live.textContent = told;
  const record = ask("#record");
  if (!stays && record && (record.getBoundingClientRect().top < 0 || record.getBoundingClientRect().top > window.innerHeight / 2)) {
    record.scrollIntoView({ block: "start" });
  }
  if (stays) {
    stays.scrollIntoView({ block: "center" });
    stays.focus();
  } else if (ask("[data-edit]")) focusFirstField();
  else ask("#record-title")?.focus({ preventScroll: true });
}

// A key that came while the answer was on its way is for the record that follows; after a fault it is for none.
function takeWaiting() {
  const key = waiting;
  waiting = null;
  if (key && !ask(".fault, .question, .confirm")) act({ key, target: document.activeElement ?? desk });
}

document.body.addEventListener("htmx:beforeRequest", () => { busy = true; });
document.body.addEventListener("htmx:afterRequest", () => { busy = false; });
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if ([400, 403, 404, 409].includes(detail.xhr.status)) detail.shouldSwap = true; // the answer says why, and keeps what was typed
});
document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target !== desk) return;
  settle();
  showRecord();
});
document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target === desk && waiting) window.setTimeout(takeWaiting);
});
document.body.addEventListener("htmx:historyRestore", () => {
  waiting = null;
  settle();
  showRecord();
});
document.body.addEventListener("htmx:sendError", () => failed("服务没有应答"));
document.body.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status >= 500) failed(`服务答复 ${Number(detail.xhr.status)}`);
});

// Nothing is taken for done that the server has not answered: the record stays as it is.
function failed(why) {
  waiting = null;
  const words = `${why}，这个决定没有写入。请再试一次；还不行就刷新页面。`;
  let notice = ask(".fault");
  if (!notice) {
    notice = document.createElement("div");
    notice.className = "notice fault";
    notice.setAttribute("role", "alert");
    desk.prepend(notice);
  }
  notice.textContent = words;
}

desk.addEventListener("change", ({ target }) => {
  if (!target.matches(".queue-list input[type=checkbox]")) return;
  if (target.checked) ticked.add(target.value);
  else ticked.delete(target.value);
});

function press(selector) {
  const button = ask(selector);
  if (button && !busy) button.click();
  return Boolean(button);
}

function unfold(id) {
  const details = ask(`#${id}`);
  if (!details) return false;
  for (const other of desk.querySelectorAll("details.act[open]")) if (other !== details) other.open = false;
  details.open = true;
  details.querySelector(id === "reject" ? "input[name=reason]" : ".candidates button")?.focus();
  return true;
}

function focusFirstField() {
  const field = ask("#correct input[type=text], #correct select");
  field?.focus();
  field?.select?.();
  return Boolean(field);
}

function filter() {
  const fold = ask("#queue-fold");
  if (fold) fold.open = true;
  ask("#q-words")?.focus();
  return true;
}

function choose(digit) {
  const buttons = desk.querySelectorAll("details.act[open] .candidates button");
  const button = buttons[Number(digit) - 1];
  if (button && !busy) button.click();
  return Boolean(button);
}

const ACTS = {
  a: () => press("#accept button"),
  j: () => press("a[rel=next]"),
  ArrowDown: () => press("a[rel=next]"),
  k: () => press("a[rel=prev]"),
  ArrowUp: () => press("a[rel=prev]"),
  e: focusFirstField,
  x: () => unfold("reject"),
  m: () => unfold("merge"),
  s: () => unfold("split"),
  u: () => press("#undo button"),
  "/": filter,
  "?": () => { keys.open = !keys.open; if (keys.open) keys.scrollIntoView({ block: "nearest" }); return true; },
};

function act(event) {
  if (event.key === "Enter") return isControl(event.target) ? false : (press("#accept button") || press(".confirm button"));
  if (/^[1-9]$/.test(event.key)) return choose(event.key);
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return Object.hasOwn(ACTS, key) ? ACTS[key]() : false;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return; // an input method is at work
  if (event.key === "Escape") {
    for (const open of desk.querySelectorAll("details.act[open]")) open.open = false;
    ask("#record-title")?.focus();
    return;
  }
  if (event.key === "Enter" && event.ctrlKey && event.target.closest("#correct")) {
    event.preventDefault();
    press("button[form=correct]");
    return;
  }
  const moves = ["j", "k", "ArrowDown", "ArrowUp"].includes(event.key);
  if (!keys || keysOff.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.repeat && !moves) return; // a key held down decides once
  if (busy) {
    waiting = event.key;
    event.preventDefault();
    return;
  }
  if (act(event)) event.preventDefault();
});

if (keysOff) {
  keysOff.checked = window.localStorage.getItem(OFF) === "1";
  keysOff.addEventListener("change", () => window.localStorage.setItem(OFF, keysOff.checked ? "1" : "0"));
}
settle();
