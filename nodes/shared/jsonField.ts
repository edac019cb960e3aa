import { refused, type Refuser } from './refused';

/** Names by which a value could reach what all objects share, in code that merges it into another. */
const REFUSED_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a field of type JSON, whether it holds text or, by an expression, a value already.
 *
 * @param displayName of the field, for the message
 * @param wants what it must be
 * @throws NodeOperationError when it does not parse, is of another kind, or sets a prototype
 */
export function readJson(
	context: Refuser,
	displayName: string,
	value: unknown,
	wants: 'object' | 'list',
): unknown {
	let parsed = value;
	try {
		const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
		parsed = JSON.parse(text, (key, entry: unknown) => {
			if (REFUSED_NAMES.has(key)) throw new SyntaxError(`"${key}" is not allowed`);
			return entry;
		});
	} catch (error) {
		throw refused(
			context,
			`"${displayName}" is not valid JSON`,
			`${(error as Error).message}. Check commas, quotes and brackets.`,
		);
	}
	const isList = Array.isArray(parsed);
	const isObject = typeof parsed === 'object' && parsed !== null && !isList;
	if (wants === 'list' ? isList : isObject) return parsed;
	throw refused(
		context,
		`"${displayName}" must be a JSON ${wants}`,
		wants === 'list' ? 'Put it in square brackets: [ … ].' : 'Put it in curly brackets: { … }.',
	);
}
