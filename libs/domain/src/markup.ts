const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML and XML take it: markup is shown, not obeyed. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => entities[mark] ?? '');
