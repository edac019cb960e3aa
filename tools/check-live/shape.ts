/** The shape of an answer: which keys it has and of what type, never what stands in them. */

/** A value's type: a word, a list's elements, or an object's keys. */
export type Shape = string | Shape[] | { [key: string]: Shape };

/** What is otherwise than in the document. */
export interface Difference {
	path: string;
	kind: 'missing' | 'additional' | 'other type';
	found?: string;
}

/** The shape of a parsed answer; lists show what their elements have between them. */
export function shapeOf(value: unknown): Shape {
	if (value === null) return 'null';
	if (Array.isArray(value)) {
		const shapes = value.map(shapeOf);
		return shapes.length === 0 ? [] : [shapes.reduce(merged)];
	}
	if (typeof value !== 'object') return typeof value;
	const entries = Object.entries(value).map(([key, one]) => [safeKey(key), shapeOf(one)] as const);
	return Object.fromEntries(entries);
}

/** A key that is a name in the API, and no id, file or word of somebody's. */
function safeKey(key: string): string {
	return /^[A-Za-z_$][\w$:.-]{0,49}$/.test(key) && !/\.\w{2,4}$/.test(key) ? key : '<key>';
}

function merged(one: Shape, other: Shape): Shape {
	if (Array.isArray(one) && Array.isArray(other)) {
		const all = [...one, ...other];
		return all.length === 0 ? [] : [all.reduce(merged)];
	}
	if (isObject(one) && isObject(other)) {
		const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
		return Object.fromEntries(
			keys.map((key) => [
				key,
				key in one && key in other ? merged(one[key], other[key]) : (one[key] ?? other[key]),
			]),
		);
	}
	const [text, more] = [asText(one), asText(other)];
	const words = new Set([...text.split('|'), ...more.split('|')]);
	// Where a value is there, its keys say more than that it is null in another place.
	if (isObject(one) || Array.isArray(one)) return one;
	if (isObject(other) || Array.isArray(other)) return other;
	return [...words].sort().join('|');
}

/**
 * Compares a shape with the documented one. There, a text names the types that may stand (`string|null`, `any`);
 * a key that ends in `?` may be missing.
 */
export function differences(documented: Shape, found: Shape, path = ''): Difference[] {
	const here = path || '(the answer)';
	if (typeof documented === 'string') {
		if (documented === 'any') return [];
		const allowed = documented.split('|');
		const types = typeof found === 'string' ? found.split('|') : [asText(found)];
		return types.every((type) => allowed.includes(type))
			? []
			: [{ path: here, kind: 'other type', found: asText(found) }];
	}
	if (found === 'null' && path !== '') return [];
	if (Array.isArray(documented)) {
		if (!Array.isArray(found)) return [{ path: here, kind: 'other type', found: asText(found) }];
		if (found.length === 0 || documented.length === 0) return [];
		return differences(documented[0], found[0], `${path}[]`);
	}
	if (!isObject(found)) return [{ path: here, kind: 'other type', found: asText(found) }];
	return objectDifferences(documented, found, path);
}

function objectDifferences(
	documented: Record<string, Shape>,
	found: Record<string, Shape>,
	path: string,
): Difference[] {
	const at = (key: string) => (path === '' ? key : `${path}.${key}`);
	const known = new Set(Object.keys(documented).map((key) => key.replace(/\?$/, '')));
	const ofKnown = Object.entries(documented).flatMap(([name, shape]): Difference[] => {
		const key = name.replace(/\?$/, '');
		if (Object.hasOwn(found, key)) return differences(shape, found[key], at(key));
		return name.endsWith('?') ? [] : [{ path: at(key), kind: 'missing' }];
	});
	const additional = Object.keys(found)
		.filter((key) => !known.has(key))
		.map((key): Difference => ({ path: at(key), kind: 'additional', found: asText(found[key]) }));
	return [...ofKnown, ...additional];
}

function isObject(shape: Shape): shape is Record<string, Shape> {
	return typeof shape === 'object' && !Array.isArray(shape);
}

function asText(shape: Shape): string {
	if (typeof shape === 'string') return shape;
	return Array.isArray(shape) ? 'list' : 'object';
}
