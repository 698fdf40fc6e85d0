// Makes a few things nicer. Every page works without this file.

// Lists: choosing a sort order applies it; the button is for browsers without script.
for (const form of document.querySelectorAll('form.sort')) {
  form.querySelector('button')?.classList.add('visually-hidden');
  form.addEventListener('change', () => form.requestSubmit());
}

// Cart: a changed quantity is sent when the field is left, or after a pause.
for (const input of document.querySelectorAll('.lines input[type="number"]')) {
  let waiting;
  const send = () => {
    clearTimeout(waiting);
    if (input.value !== input.defaultValue && input.checkValidity()) input.form.requestSubmit();
  };
  input.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(send, 900); });
  input.addEventListener('change', send);
}

// A form is sent once: the second click on its button does nothing. Coming back by the Back button unlocks it.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', event => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
}
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

// Menu: Escape closes it and gives the focus back; so does a click elsewhere.
const menu = document.querySelector('details.menu');
menu?.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !menu.open) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
document.addEventListener('click', event => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});

// Progress: asks again quietly and shows the new page once there is an outcome. Without script the page refreshes itself.
async function ask() {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!page.querySelector('.progress')) return location.reload();
  } catch { /* the network is away for a moment; the next question follows */ }
  setTimeout(ask, 2000);
}
if (document.querySelector('.progress')) setTimeout(ask, 2000);

// The script of Fraud Protection, where the page has it: it speaks once the page is there.
if (document.readyState === 'complete') window.dfp?.doFpt(document);
else addEventListener('load', () => window.dfp?.doFpt(document));
