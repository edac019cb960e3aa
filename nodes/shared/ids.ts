import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { refused, type Refuser } from './refused';

/** Whether a value is a number as the services give them to things: a whole one above 0. */
export function isId(value: unknown): boolean {
	return /^[1-9]\d{0,14}$/.test(String(value));
}

/**
 * Checks a number that the service gave to something (a job, a file), before anything is sent.
 *
 * @param displayName of the field, for the message
 * @param value what the field holds: a number, or its digits as text
 * @throws NodeOperationError when it is empty, has anything but digits, or is 0 or below
 */
export function readId(context: Refuser, displayName: string, value: unknown): number {
	const text = String(value ?? '').trim();
	// Zeros before a number do not make it another one.
	if (isId(text.replace(/^0+/, ''))) return Number(text);
	if (text === '') {
		throw refused(
			context,
			`"${displayName}" is empty`,
			'Choose one from the list, or enter its ID. An expression here may have found nothing for this item.',
		);
	}
	throw refused(
		context,
		`"${displayName}" is not a valid ID`,
		`An ID is a whole number above 0, e.g. 353413. The value was "${text.slice(0, 50)}".`,
	);
}

/** The number in an operation's field, e.g. in the resource locator "Job". */
export function idOf(
	context: IExecuteSingleFunctions,
	field: { name: string; displayName: string },
): number {
	const value = context.getNodeParameter(field.name, '', { extractValue: true });
	return readId(context, field.displayName, value);
}

/**
 * Numbers out of a list, or out of text.
 *
 * @param separator what stands between them in a text
 * @throws NodeOperationError that names the first one that is none
 */
export function readIds(
	context: Refuser,
	displayName: string,
	value: unknown,
	separator: string | RegExp = ',',
): number[] {
	const entries = (Array.isArray(value) ? value : String(value ?? '').split(separator))
		.map((entry) => String(entry).trim())
		.filter((entry) => entry !== '');
	const wrong = entries.find((entry) => !isId(entry));
	if (wrong === undefined) return entries.map(Number);
	throw refused(
		context,
		`"${wrong.slice(0, 50)}" in "${displayName}" is not a valid ID`,
		'An ID is a whole number above 0, e.g. 353413.',
	);
}
