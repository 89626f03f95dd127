// On a phone the filters wait behind their heading, unless some are in use.
const fold = document.getElementById("filter-fold");
if (window.matchMedia("(max-width: 860px)").matches && !window.location.search) fold.open = false;

// Keeps addresses short: empty filters are not sent.
document.body.addEventListener("htmx:configRequest", (event) => {
  const { parameters } = event.detail;
  for (const name of Object.keys(parameters)) {
    if (parameters[name] === "") delete parameters[name];
  }
});
