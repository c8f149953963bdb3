// Whoever comes back from a call that began on a record's page is asked whether to log it.
const asks = document.getElementById("called");
let dialled = "";

const ask = () => {
  if (!dialled || document.hidden) return;
  const log = asks.querySelector("a");
  log.href = `${log.href.split("&phone")[0]}&phone=${encodeURIComponent(dialled)}`;
  asks.hidden = false;
  asks.querySelector("p").textContent = `${asks.dataset.ask} ${dialled}`;
  dialled = "";
};

if (asks) document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='tel:']");
  if (link) dialled = decodeURIComponent(link.href.slice(4));
  if (event.target.closest("#called button")) asks.hidden = true;
});
document.addEventListener("visibilitychange", ask);
addEventListener("focus", ask);
