import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { operationError, type ErrorContext } from '../errors/operationError';

/** Whether a value is a number as the services give them to things: a whole one above 0. */
export function isId(value: unknown): boolean {
	return /^[1-9]\d{0,14}$/.test(textOf(value));
}

/** Any value as text; an object out of JSON can have something else in the place of `toString`. */
function textOf(value: unknown): string {
	try {
		return String(value ?? '');
	} catch {
		return JSON.stringify(value);
	}
}

/**
 * Checks a number that the service gave to something (a job, a file), before anything is sent.
 *
 * @param displayName of the field, for the message
 * @param value what the field holds: a number, or its digits as text
 * @throws NodeOperationError when it is empty, has anything but digits, or is 0 or below
 */
export function readId(context: ErrorContext, displayName: string, value: unknown): number {
	const text = textOf(value).trim();
	// Zeros before a number do not make it another one.
	if (isId(text.replace(/^0+/, ''))) return Number(text);
	if (text === '') {
		throw operationError(
			context,
			`"${displayName}" is empty`,
			'Choose one from the list, or enter its ID. An expression here may have found nothing for this item.',
		);
	}
	throw operationError(
		context,
		`"${displayName}" is not a valid ID`,
		`An ID is a whole number above 0, e.g. 353413. The value was "${text.slice(0, 50)}".`,
	);
}

/** The entries of a list, or of text in which a separator stands between them. */
export function readEntries(value: unknown, separator: string | RegExp = ','): string[] {
	// An expression can give a list whose entries are lists in themselves.
	return [value]
		.flat()
		.flatMap((entry) => textOf(entry).split(separator))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/**
 * Numbers out of a list, or out of text.
 *
 * @param separator what stands between them in a text
 * @throws NodeOperationError that names the first one that is not an ID
 */
export function readIds(
	context: ErrorContext,
	displayName: string,
	value: unknown,
	separator: string | RegExp = ',',
): number[] {
	const entries = readEntries(value, separator);
	const wrong = entries.find((entry) => !isId(entry));
	if (wrong === undefined) return entries.map(Number);
	throw operationError(
		context,
		`"${wrong.slice(0, 50)}" in "${displayName}" is not a valid ID`,
		'An ID is a whole number above 0, e.g. 353413.',
	);
}

/** A number of things. @throws NodeOperationError when it is not a whole number above 0 */
export function readWholeNumber(
	context: ErrorContext,
	displayName: string,
	value: unknown,
): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 1) return number;
	throw operationError(context, `"${displayName}" is not valid`, 'Enter a whole number above 0.');
}

/**
 * What is chosen in a dropdown of a fixed list. n8n itself does not check what an expression gives, so
 * that it could add to the path that it goes into.
 *
 * @throws NodeOperationError that names the choices
 */
export function readChoice(context: ErrorContext, field: INodeProperties, value: unknown): string {
	const choices = (field.options as INodePropertyOptions[]).map((option) => option.value);
	if (choices.includes(value as string)) return value as string;
	throw operationError(
		context,
		`"${field.displayName}" has no choice "${String(value).slice(0, 50)}"`,
		`Choose one of: ${choices.join(', ')}.`,
	);
}

/** @throws NodeOperationError naming the field when `value` is empty or only white space */
export function requireFilled(context: ErrorContext, displayName: string, value: unknown): void {
	if (textOf(value).trim() !== '') return;
	throw operationError(
		context,
		`"${displayName}" is empty`,
		`Fill in "${displayName}". An expression here may have found nothing for this item.`,
	);
}

/**
 * For what narrows an operation: the expression in it may have found nothing, which is not the same as an empty text.
 *
 * @throws NodeOperationError naming the field when `value` is undefined or null
 */
export function requireFound(context: ErrorContext, displayName: string, value: unknown): void {
	if (value !== undefined && value !== null) return;
	throw operationError(
		context,
		`The expression in "${displayName}" found nothing for this item`,
		'Nothing was sent: without it, more would be found or changed than intended. Change the expression, or let it give an empty text ("") where the field may be left out.',
	);
}

/** @throws NodeOperationError when the operator added no field to "Update Fields" */
export function requireChanges(context: ErrorContext, changes: object): void {
	if (Object.keys(changes).length > 0) return;
	throw operationError(
		context,
		'There is nothing to update',
		'Add at least one field to "Update Fields".',
	);
}

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
	context: ErrorContext,
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
		throw operationError(
			context,
			`"${displayName}" is not valid JSON`,
			`${(error as Error).message}. Check commas, quotes and brackets.`,
		);
	}
	const isList = Array.isArray(parsed);
	const isObject = typeof parsed === 'object' && parsed !== null && !isList;
	if (wants === 'list' ? isList : isObject) return parsed;
	throw operationError(
		context,
		`"${displayName}" must be a JSON ${wants}`,
		wants === 'list' ? 'Put it in square brackets: [ … ].' : 'Put it in curly brackets: { … }.',
	);
}
