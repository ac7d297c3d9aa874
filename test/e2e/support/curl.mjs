#!/usr/bin/env node
/** What the walks of the documents use of curl, for machines that have none. */
import { readFileSync } from 'node:fs';
import { argv, exit, stdout } from 'node:process';

const options = { method: 'GET', headers: {}, body: undefined, url: undefined };

/** `name=text`, or `name=@place;filename=name` for a file. */
const addPart = (part) => {
  const [, name, place, fileName, text] =
    /^(\w+)=(?:@([^;]+);filename=(.+)|([\s\S]*))$/.exec(part) ?? [];
  options.method = 'POST';
  options.body ??= new FormData();
  if (place === undefined) options.body.set(name, text);
  else options.body.set(name, new Blob([readFileSync(place)]), fileName);
};

const args = argv.slice(2);
while (args.length > 0) {
  const argument = args.shift();
  if (argument === '-X') options.method = args.shift();
  else if (argument === '-d') options.body = args.shift();
  else if (argument === '-F') addPart(args.shift());
  else if (argument === '-w') options.end = args.shift().replace('\\n', '\n');
  else if (argument === '-H') {
    const [name, ...value] = args.shift().split(': ');
    options.headers[name] = value.join(': ');
  } else if (argument.startsWith('-')) {
    if (!['-sS', '--fail-with-body'].includes(argument)) throw new Error(`Unknown: ${argument}`);
  } else options.url = argument;
}
const { url, end = '', ...request } = options;
const answer = await fetch(url, request);
stdout.write((await answer.text()) + end);
exit(answer.ok ? 0 : 22);
