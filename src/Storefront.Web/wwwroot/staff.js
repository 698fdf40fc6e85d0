// Makes a few pages of the back office nicer. Every page works without this file.

// Time left: counts down what the server wrote.
const minute = 60_000;
function words(left) {
  const minutes = Math.floor(left / minute), hours = Math.floor(minutes / 60), days = Math.floor(hours / 24);
  if (left <= 0) return 'any moment';
  if (minutes < 1) return 'in under a minute';
  if (hours < 1) return `in ${minutes} min`;
  if (days < 1) return minutes % 60 ? `in ${hours} h ${minutes % 60} min` : `in ${hours} h`;
  const rest = days < 7 && hours % 24 ? ` ${hours % 24} h` : '';
  return `in ${days === 1 ? '1 day' : `${days} days`}${rest}`;
}
const clocks = [...document.querySelectorAll('time[data-until]')];
if (clocks.length) setInterval(() => {
  for (const clock of clocks) clock.textContent = words(new Date(clock.dateTime) - Date.now());
}, 15_000);

// A claim is kept while somebody works here: five minutes after the last renewal, if anything was touched since.
const renew = document.querySelector('form[data-renew]');
if (renew) {
  let touched = false;
  for (const sign of ['keydown', 'pointermove', 'scroll']) addEventListener(sign, () => { touched = true; }, { passive: true });
  setInterval(() => {
    if (!touched) return;
    touched = false;
    fetch(renew.action, { method: 'post', body: new URLSearchParams(new FormData(renew)), redirect: 'manual' }).catch(() => {});
  }, 5 * minute);
}

// Printing needs a script; without it the browser's own menu does the same.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
