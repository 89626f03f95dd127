// The form that takes a file: it may be dropped, too large a file is named before it is sent, sending shows how far it is.
// Without script the form is sent as it is.

const form = () => document.querySelector(".open-form");

function say(words, percent) {
  const line = document.getElementById("sending");
  line.hidden = false;
  line.querySelector("progress").value = percent;
  line.querySelector("span").textContent = words;
}

function refuse(words) {
  document.querySelector("#opening .notice")?.remove();
  const notice = document.createElement("div");
  notice.className = "notice error";
  notice.setAttribute("role", "alert");
  const strong = document.createElement("strong");
  strong.textContent = "没有打开。";
  notice.append(strong, words);
  form().before(notice);
  document.getElementById("sending").hidden = true;
  notice.scrollIntoView({ block: "nearest" });
}

function tooLarge() {
  const file = document.getElementById("file").files[0];
  const limit = Number(form().dataset.limit);
  if (!file || file.size <= limit) return false;
  refuse(`文件“${file.name}”有 ${(file.size / 1048576).toFixed(1)} MB，超过 ${limit / 1048576} MB 的上限，多半是因为图片。请删去其中的图片后另存为 docx，或另存为纯文本 txt，再打开。`);
  return true;
}

for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const zone = event.target.closest?.("[data-drop]");
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("over", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length) {
      document.getElementById("file").files = event.dataTransfer.files;
      tooLarge();
    }
  });
}

document.addEventListener("change", (event) => {
  if (event.target.id === "file" && !tooLarge()) document.querySelector("#opening .notice.error")?.remove();
});

document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt !== form()) return;
  if (tooLarge()) event.preventDefault();
  else {
    form().querySelector("button[type=submit]").disabled = true;
    say("正在传送……", 0);
  }
});

document.body.addEventListener("htmx:xhr:progress", (event) => {
  const { lengthComputable, loaded, total } = event.detail;
  if (event.detail.elt && event.detail.elt !== form()) return;
  if (lengthComputable && total) say(loaded < total ? `已传送 ${Math.floor((100 * loaded) / total)}%` : "已传完，正在收存……", (100 * loaded) / total);
});

// An answer with a fault is the form again, with words; it is shown like any other.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status >= 400 && event.detail.xhr.responseText.includes('id="opening"')) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.body.addEventListener("htmx:afterRequest", (event) => {
  const button = form()?.querySelector("button[type=submit]");
  if (button && !event.detail.xhr.getResponseHeader?.("HX-Redirect")) button.disabled = false;
});

document.body.addEventListener("htmx:sendError", () =>
  refuse("传送中断了，服务器没有收下这份文件。请检查网络、确认网站在运行，再按一次“打开”。"));
document.body.addEventListener("htmx:responseError", (event) =>
  refuse(`服务器没有收下这份文件（答复 ${Number(event.detail.xhr.status)}）。请刷新页面再试；登录可能已经过期。`));
