import type { FastifyInstance } from 'fastify';

/** Which methods each address answers, learned as the routes are registered; for 405. */
export class AllowedMethods {
  private readonly routes = new Map<
    string,
    { readonly form: RegExp; readonly methods: Set<string> }
  >();

  /** Listens to the routes of an instance; before they are registered. */
  watch(instance: FastifyInstance): void {
    instance.addHook('onRoute', ({ url, method }) => {
      const route = this.routes.get(url) ?? { form: formOf(url), methods: new Set<string>() };
      for (const name of [method].flat()) route.methods.add(name);
      this.routes.set(url, route);
    });
  }

  /** The methods that the path of a target answers; none where there is no such address. */
  of(target: string): readonly string[] {
    const path = target.split(/[?#]/)[0] ?? '';
    const methods = new Set<string>();
    for (const route of this.routes.values()) {
      if (route.form.test(path)) for (const method of route.methods) methods.add(method);
    }
    return [...methods].sort();
  }
}

/** `/assets/:id` and `/docs/*` as regular expressions; a catch-all says nothing about methods. */
const formOf = (url: string): RegExp => {
  if (url === '*' || url === '/*') return /^$/;
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*';
    return part
      .split(/(:\w+)/)
      .map((piece) =>
        piece.startsWith(':') ? '[^/]+' : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('');
  });
  return new RegExp(`^${parts.join('/')}$`);
};
