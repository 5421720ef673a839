/** The graph's type of a view is the name of its class: for interfaces whose implementations come through another interface. */
export function typeNameOf(view: object): string {
  return view.constructor.name;
}
