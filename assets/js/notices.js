// A notice is told once: its words leave the address, so that a reload or a bookmark does not tell it again.
const here = new URL(location.href);
if (here.searchParams.has("done")) {
  ["done", "undo", "count"].forEach((name) => here.searchParams.delete(name));
  history.replaceState(history.state, "", here);
}

// Whoever follows a notice has read it; without script the button before it says so.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-read]");
  if (link) navigator.sendBeacon(link.dataset.read);
});
