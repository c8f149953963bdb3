// Passkeys: a form with data-passkey ("create" or "get") asks data-begin for a question, lets the device answer it, and
// sends itself with the answer. Browsers that cannot do that never see the form.
const device = new Map([
  ["create", (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })],
  ["get", (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })],
]);

const answer = async (form) => {
  const question = await fetch(form.dataset.begin, { method: "POST" });
  if (!question.ok) throw new Error(question.status);
  const { ticket, options } = await question.json();
  const credential = await device.get(form.dataset.passkey)(options);
  form.elements.ticket.value = ticket;
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
};

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const problem = form.querySelector("[role=alert]");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      problem.hidden = true;
      answer(form).catch(() => { problem.hidden = false; });
    });
  });
}
