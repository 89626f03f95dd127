// 分工 from the keyboard: one key confirms and the next row is shown at once, while the answer is on its way; each row is
// replaced in its place. Without script every button is a plain form and every place a link.

const desk = document.getElementById("desk");
const live = document.getElementById("live");
const keys = document.getElementById("keys");
const keysOff = document.getElementById("keys-off");
const narrow = window.matchMedia("(max-width: 860px)");
const OFF = "gangyao-review-keys-off"; // the same wish as on the page 核对
const FAULTS = [400, 403, 404, 409]; // the answer says why, and keeps what was typed
let current = ""; // id of the row that keys are for
let pending = 0; // answers that are on their way
let leaving = false; // another place has been asked for, and its rows are yet to come
let waiting = null; // the one key pressed meanwhile
let lastTicked = null;
let foldOpen = !narrow.matches;

const ask = (selector) => desk.querySelector(selector);
const rows = () => [...desk.querySelectorAll(".duty-row")];
const row = () => (current ? document.getElementById(current) : null);
const isOpen = (one) => !one.classList.contains("done") && !one.dataset.sent;
const isTyping = (element) => element.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");
const isControl = (element) => element.closest("a, button, summary, input, select, textarea, label") !== null;

function tell(words) {
  live.textContent = words;
}

// The row that keys are for is marked, focused, and brought into view where it is not.
function go(one, { focus = true } = {}) {
  row()?.classList.remove("current");
  if (!one) return;
  current = one.id;
  one.classList.add("current");
  if (!focus) return;
  one.focus({ preventScroll: true });
  const { top, bottom } = one.getBoundingClientRect();
  const floor = window.innerHeight - (ask("#many")?.offsetHeight ?? 0);
  if (top < 0 || bottom > floor) one.scrollIntoView({ block: "center" });
}

function settle({ focus = true } = {}) {
  const fold = ask("#nav-fold");
  if (fold) {
    fold.open = foldOpen;
    fold.addEventListener("toggle", () => { foldOpen = fold.open; });
  }
  const list = ask("#duty-groups");
  const here = ask("#duty-groups .current");
  if (list && here) list.scrollTop = here.offsetTop - list.offsetTop - list.clientHeight / 2;
  addTickAll();
  countTicked();
  const all = rows();
  const asked = ask("#duty-list")?.dataset.focus;
  const kept = all.find((one) => one.id === asked) ?? all.find((one) => one.id === current);
  current = "";
  go(kept ?? all.find(isOpen) ?? all[0], { focus });
}

// Ticking

function boxes() {
  return [...desk.querySelectorAll(".duty-row .pick input")];
}

function addTickAll() {
  const place = ask("#many-picked");
  if (!place || place.querySelector("input")) return;
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = "tick-all";
  box.addEventListener("change", () => { for (const one of boxes()) one.checked = box.checked; countTicked(); });
  const count = document.createElement("span");
  label.append(box, count);
  place.append(label);
}

function countTicked() {
  const count = ask("#many-picked span");
  const ticked = boxes().filter((box) => box.checked).length;
  if (count) count.textContent = ticked ? `已选 ${ticked} 条` : "全选本页";
  const all = ask("#tick-all");
  if (all) all.checked = ticked > 0 && ticked === boxes().length;
  for (const button of desk.querySelectorAll("#many button:not(.whole)")) button.disabled = !ticked;
}

desk.addEventListener("click", (event) => {
  const box = event.target.closest?.(".pick input");
  if (!box) return;
  const all = boxes();
  if (event.shiftKey && lastTicked && all.includes(lastTicked)) {
    const [from, to] = [all.indexOf(lastTicked), all.indexOf(box)].sort((a, b) => a - b);
    for (const one of all.slice(from, to + 1)) one.checked = box.checked;
  }
  lastTicked = box;
  countTicked();
});

desk.addEventListener("focusin", ({ target }) => {
  const one = target.closest(".duty-row");
  if (one && one.id !== current) go(one, { focus: false });
});

// What is sent, and what comes back

document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  pending += 1;
  const one = detail.elt.closest(".duty-row");
  if (one) one.dataset.sent = "1";
});
document.body.addEventListener("htmx:afterRequest", () => { pending -= 1; });
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (FAULTS.includes(detail.xhr.status)) detail.shouldSwap = true;
});
document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target === desk) {
    leaving = false;
    settle();
    const told = ask(".said")?.dataset.live ?? ask(".fault, .question p")?.textContent.trim();
    tell([told, ask("#place-title")?.textContent].filter(Boolean).join("。"));
    ask(".question button, .confirm button")?.focus();
    return;
  }
  countTicked();
  const faulty = ask(".row-told");
  if (faulty) {
    go(faulty.closest(".duty-row"), { focus: false });
    tell(faulty.textContent.trim());
    (faulty.querySelector("button") ?? faulty.closest(".duty-row").querySelector(".edit-duty input[name=lead]"))?.focus();
    waiting = null;
  } else if (row() && !row().classList.contains("current")) go(row(), { focus: !isTyping(document.activeElement) });
});
document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target === desk && waiting) window.setTimeout(takeWaiting);
});
document.body.addEventListener("htmx:historyRestore", () => settle());
document.body.addEventListener("htmx:sendError", ({ detail }) => failed(detail.elt, "服务没有应答"));
document.body.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status >= 500) failed(detail.elt, `服务答复 ${Number(detail.xhr.status)}`);
});

// Nothing is taken for done that the server has not answered: the row says so, and keys come back to it.
function failed(element, why) {
  leaving = false;
  waiting = null;
  const one = element.closest(".duty-row");
  const words = `${why}，没有写入。请再试一次；还不行就刷新页面。`;
  tell(words);
  let notice = (one ?? desk).querySelector(".fault");
  if (!notice) {
    notice = document.createElement("div");
    notice.className = "notice fault";
    notice.setAttribute("role", "alert");
    if (one) one.append(notice);
    else desk.prepend(notice);
  }
  notice.textContent = words;
  if (one) {
    delete one.dataset.sent;
    go(one);
  }
}

window.addEventListener("beforeunload", (event) => {
  if (pending) event.preventDefault(); // the last decisions are still being written
});

// Keys

function move(step) {
  const all = rows();
  const place = all.indexOf(row());
  const next = all[place + step];
  if (next) go(next);
  return true;
}

function onward() {
  const link = ask("#duty-onward a");
  if (!link || leaving) return Boolean(link);
  leaving = true;
  link.click();
  return true;
}

function confirm() {
  const one = row();
  const form = one?.querySelector(".confirm-duty");
  if (form && !one.dataset.sent) {
    one.dataset.sent = "1";
    form.requestSubmit();
  } else if (one && isOpen(one)) {
    tell("这条没有建议，请填写牵头单位");
    return edit();
  }
  const all = rows();
  const place = all.indexOf(one);
  const next = [...all.slice(place + 1), ...all.slice(0, Math.max(place, 0))].find(isOpen);
  if (next) {
    go(next);
    tell(`下一条：${next.querySelector(".line").textContent.trim()}`);
  } else if (!onward()) tell("这里都已确定");
  return true;
}

function edit() {
  const details = row()?.querySelector(".edit-duty");
  if (!details) return false;
  details.open = true;
  const field = details.querySelector("input[name=lead]");
  field.focus();
  field.select();
  return true;
}

function unfold() {
  const details = row()?.querySelector(".sentence");
  if (details) details.open = !details.open;
  return Boolean(details);
}

function tick() {
  const box = row()?.querySelector(".pick input");
  if (!box) return false;
  box.checked = !box.checked;
  lastTicked = box;
  countTicked();
  return true;
}

function undo() {
  const button = ask("#undo button");
  button?.click();
  return Boolean(button);
}

const ACTS = {
  y: confirm,
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  e: edit,
  o: unfold,
  n: onward,
  u: undo,
  " ": tick,
  "?": () => { keys.open = !keys.open; if (keys.open) keys.scrollIntoView({ block: "nearest" }); return true; },
};

function act({ key, target }) {
  if ((key === "Enter" || key === " ") && isControl(target)) return false;
  if (key === "Enter") return confirm();
  const name = key.length === 1 ? key.toLowerCase() : key;
  return Object.hasOwn(ACTS, name) ? ACTS[name]() : false;
}

function takeWaiting() {
  const key = waiting;
  waiting = null;
  if (key && !ask(".fault, .question, .confirm")) act({ key, target: row() ?? desk });
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return; // an input method is at work
  if (event.key === "Escape") {
    for (const open of desk.querySelectorAll(".edit-duty[open]")) open.open = false;
    row()?.focus();
    return;
  }
  if (!keys || keysOff.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (!ask("#duty-list") && event.key !== "u") return;
  if (event.repeat && !["j", "k", "ArrowDown", "ArrowUp"].includes(event.key)) return; // a key held down decides once
  if (leaving) {
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
const landed = /^#d-\d+$/.test(window.location.hash) ? window.location.hash.slice(1) : "";
current = landed;
settle({ focus: Boolean(landed) });
