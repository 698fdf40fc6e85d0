// The developer's panel: what a link shows without script is shown in its place.

function offerCopies(root) {
  for (const text of root.querySelectorAll('pre[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = 'Copied';
    });
    text.after(button);
  }
}

for (const panel of document.querySelectorAll('details[data-calls]')) {
  panel.addEventListener('toggle', async () => {
    if (!panel.open) return;
    const answer = await fetch(panel.dataset.calls);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const list = page.querySelector('[data-list]');
    if (!list) return;
    panel.querySelector('summary').nextElementSibling.replaceWith(list);
    offerCopies(list);
  });
}
offerCopies(document);
