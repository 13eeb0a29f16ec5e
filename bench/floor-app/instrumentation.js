/** The floor has nothing to start; without this file Next takes the product's. */
export function register() {}
