// Passkeys: asks the shop what to ask the device, asks the device, and sends its answer with the form. Without this file, or in
// a browser that has no passkeys, the form stays hidden and one signs in with the password.

async function ask(form) {
  const asked = await fetch(form.dataset.passkey, { method: 'POST', body: new FormData(form) });
  if (!asked.ok) throw new Error('The shop gave no answer.');
  const options = await asked.json();
  return form.dataset.does === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

if (window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const button = form.querySelector('button');
    const problem = form.querySelector('[role="alert"]');
    form.hidden = false;
    button.addEventListener('click', async () => {
      button.disabled = true;
      problem.textContent = '';
      try {
        form.elements.credential.value = JSON.stringify(await ask(form));
        form.requestSubmit();
      } catch {
        problem.textContent = 'No passkey was used. Try again, or go on with your password.';
        button.disabled = false;
      }
    });
  }
}
