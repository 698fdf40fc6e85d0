// Makes the list of test cards clickable. Without it the page works just the same: the numbers stand there as text.
const form = document.getElementById('card');
const list = document.querySelector('.test-cards ul');

for (const button of list?.querySelectorAll('button[data-number]') ?? []) {
  button.hidden = false;
  button.addEventListener('click', () => {
    form.elements.number.value = button.dataset.number;
    form.elements.expiry.value = list.dataset.expiry;
    form.elements.code.value = list.dataset.code;
    form.elements.name.value ||= list.dataset.name;
    form.querySelector('button[type=submit]').focus();
  });
}
