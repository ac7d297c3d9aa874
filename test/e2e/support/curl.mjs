#!/usr/bin/env node
/** What the README's walk uses of curl, for machines that have none. */
import { argv, exit, stdout } from 'node:process';

const options = { method: 'GET', headers: {}, body: undefined, url: undefined };
const args = argv.slice(2);
while (args.length > 0) {
  const argument = args.shift();
  if (argument === '-X') options.method = args.shift();
  else if (argument === '-d') options.body = args.shift();
  else if (argument === '-H') {
    const [name, ...value] = args.shift().split(': ');
    options.headers[name] = value.join(': ');
  } else if (argument.startsWith('-')) {
    if (!['-sS', '--fail-with-body'].includes(argument)) throw new Error(`Unknown: ${argument}`);
  } else options.url = argument;
}
const { url, ...request } = options;
const answer = await fetch(url, request);
stdout.write(await answer.text());
exit(answer.ok ? 0 : 22);
