/** The names in an example, from the outside in: `files[].original.real`. Empty lists and nulls hide what is in them. */
function namesIn(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => namesIn(one, `${path}[]`));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => {
		const own = path === '' ? name : `${path}.${name}`;
		return [own, ...namesIn(inner, own)];
	});
}

/** Compares the names on both sides. @param but names that may be on one side only, each with its reason */
export function expectNames(
	given: unknown,
	example: unknown,
	but: Record<string, string> = {},
): void {
	const isCompared = (name: string) => !Object.keys(but).some((one) => name.startsWith(one));
	const names = (value: unknown) => [...new Set(namesIn(value))].filter(isCompared).sort();
	expect(names(given)).toEqual(names(example));
}
