/** Version of the services and of their API; `test/architecture` holds it against package.json. */
export const version = '0.1.0';
