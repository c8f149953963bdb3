// Long work: an element with data-live="<address of its fragment>" is fetched anew until the fragment brings none.
// Without script the page itself is loaded again.
const refresh = async (element) => {
  const answer = await fetch(element.dataset.live).catch(() => null);
  if (!answer?.ok) return setTimeout(refresh, 5000, element);
  const fresh = document.createRange().createContextualFragment(await answer.text()).firstElementChild;
  if (!fresh) return location.reload();
  if (!fresh.dataset.live) return location.reload();
  element.replaceWith(fresh);
  setTimeout(refresh, 1000, fresh);
};

document.querySelectorAll("[data-live]").forEach((element) => setTimeout(refresh, 1000, element));
