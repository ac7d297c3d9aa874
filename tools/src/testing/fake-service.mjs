/** Stands for a service in the specs of the start tool: healthy, and dying when told to. */
import { createServer } from 'node:http';

const say = (level, msg) => console.log(JSON.stringify({ level, msg }));

if (process.env.FAKE_FAILS === 'true') {
  say(60, 'cannot open the event log');
  process.exit(3);
}
say(30, 'as usual');
say(40, `owner of the database ${process.env.DATABASE_OWNER_URL ?? 'unknown'}`);
const server = createServer((request, response) => {
  if (request.url === '/die') process.exit(7);
  if (request.url === '/environment') return response.end(JSON.stringify(process.env));
  response.end('ready');
});
server.listen(Number(process.env.PORT), process.env.HOST);
process.on('SIGTERM', () => {
  say(30, 'stopped as asked');
  process.exit(0);
});
