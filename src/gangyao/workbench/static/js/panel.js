// The record beside the text: a click or Enter on a mark fetches it; Escape or × closes it and returns to the mark.
// Without script every mark is a link to the record's own page.

const panel = document.getElementById("panel");
const fold = document.getElementById("outline-fold");
const emptyPanel = panel.innerHTML;
let opener = null;

if (window.matchMedia("(max-width: 860px)").matches) fold.open = false;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-record]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    show(link);
  } else if (event.target.closest("[data-close]")) {
    close();
  } else if (event.target.closest("#panel a.to-place")) {
    returnToPlace(event);
  } else if (event.target.closest(".outline a") && fold.open && window.matchMedia("(max-width: 860px)").matches) {
    fold.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.classList.contains("opened")) close();
});

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== panel) return;
  panel.scrollTop = 0;
  panel.querySelector(".card-title")?.focus({ preventScroll: true });
});

document.body.addEventListener("htmx:responseError", (event) => failed(event.detail.xhr.status));
document.body.addEventListener("htmx:sendError", () => failed());

function show(link) {
  if (!panel.contains(link)) {
    opener = link;
    for (const open of document.querySelectorAll(".mark.open")) open.classList.remove("open");
    for (const piece of link.parentElement.querySelectorAll(".mark")) piece.classList.add("open");
  }
  panel.classList.add("opened");
  window.htmx.ajax("GET", link.href, { target: panel, swap: "innerHTML" }).catch(() => {}); // sendError has said it
}

function close() {
  panel.classList.remove("opened");
  panel.innerHTML = emptyPanel;
  for (const open of document.querySelectorAll(".mark.open")) open.classList.remove("open");
  opener?.focus();
}

// The place may stand on this page: then go there without loading it again.
function returnToPlace(event) {
  const id = decodeURIComponent(new URL(event.target.href).hash.slice(1));
  const place = document.getElementById(id);
  if (!place) return;
  event.preventDefault();
  window.location.hash = id;
  const mark = place.parentElement.querySelector(".mark");
  if (window.matchMedia("(max-width: 1279px)").matches) {
    opener = mark;
    close();
  } else {
    mark?.focus();
  }
}

function failed(status) {
  const why = status ? `服务答复 ${Number(status)}，没有给出这条记录。请刷新页面，看原因和办法。` : "服务没有应答。请刷新页面再试。";
  panel.innerHTML = `<div class="panel-empty"><h2>没有取到记录</h2><p>${why}</p></div>`;
}

// The heading being read is marked in the outline.
const entries = new Map([...document.querySelectorAll(".outline a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
if ("IntersectionObserver" in window && entries.size) {
  const observer = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      for (const current of document.querySelectorAll(".outline a[aria-current]")) current.removeAttribute("aria-current");
      entries.get(target.id)?.setAttribute("aria-current", "location");
    }
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const id of entries.keys()) {
    const heading = document.getElementById(id);
    if (heading) observer.observe(heading);
  }
}
