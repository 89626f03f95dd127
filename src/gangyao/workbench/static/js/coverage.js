// On a phone the counts wait behind their headings, so that the sentences come first.
if (window.matchMedia("(max-width: 1000px)").matches) {
  for (const fold of document.querySelectorAll(".coverage-fold")) fold.open = false;
}
