declare const brand: unique symbol;

/** A nominal type: a text that has been recognised as what it claims to be, so that two kinds of text cannot be swapped. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
