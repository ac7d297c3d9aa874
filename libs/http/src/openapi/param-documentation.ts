/** A parameter decorator that also documents, on its method, what it reads from the request. */
export const withDocumentation =
  (parameter: ParameterDecorator, documentation: readonly MethodDecorator[]): ParameterDecorator =>
  (target, key, index) => {
    parameter(target, key, index);
    if (key === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(target, key);
    if (!descriptor) return;
    for (const document of documentation) document(target, key, descriptor);
  };
