/**
 * What a page around frames may do with them (see embedding.md): buttons in the text take a frame to an instant, and what a reader has answered in a frame
 * is said below it. Frames are other pages: they hear only data, and say only data.
 */
const frames = new Map([...document.querySelectorAll('iframe')].map((frame) => [frame.contentWindow, frame]));

addEventListener('message', ({ source, origin, data }) => {
  const frame = frames.get(source);
  if (frame === undefined || origin !== new URL(frame.src).origin || data?.ringside !== 1) return;
  const line = frame.parentElement.querySelector('[role=status]');
  if (data.tell === 'answer') line.textContent = `You said: ${data.says}`;
  if (data.tell === 'done' && !data.ok) line.textContent = data.says.join(' ');
  // The first word to a frame: from here on it knows to whom it speaks.
  if (data.tell === 'ready') tell(frame, { do: 'pause' });
});

for (const button of document.querySelectorAll('button[data-frame]')) {
  const frame = document.getElementById(button.dataset.frame);
  button.addEventListener('click', () => {
    frame.scrollIntoView({ block: 'center' });
    tell(frame, { do: 'seek', at: button.dataset.at });
  });
}

function tell(frame, order) {
  frame.contentWindow.postMessage({ ringside: 1, ...order }, new URL(frame.src).origin);
}
