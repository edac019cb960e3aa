/** Reads single parameters strictly: what is missing or does not fit is a bad request. */
import type { Body } from './bodies.ts';
import { badRequest } from './errors.ts';

/** A text, or undefined when it is absent or null. */
export function optionalText(body: Body, name: string): string | undefined {
	const value = body[name] ?? undefined;
	if (value !== undefined && typeof value !== 'string') throw wrong(name, 'a text');
	return value;
}

/** A text that is not empty. */
export function requiredText(body: Body, name: string): string {
	const text = optionalText(body, name);
	if (text === undefined || text.trim() === '')
		throw badRequest(`The parameter ${name} is missing`);
	return text;
}

/** A whole number, also in digits; undefined when it is absent or null. */
export function optionalInteger(body: Body, name: string): number | undefined {
	const value = body[name] ?? undefined;
	return value === undefined ? undefined : integer(name, value);
}

export function requiredInteger(body: Body, name: string): number {
	const number = optionalInteger(body, name);
	if (number === undefined) throw badRequest(`The parameter ${name} is missing`);
	return number;
}

/** Reads a whole number, not negative, that must be there. */
export function integer(name: string, value: unknown): number {
	const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	if (!Number.isSafeInteger(number) || (number as number) < 0) throw wrong(name, 'a whole number');
	return number as number;
}

/** true or false. */
export function optionalFlag(body: Body, name: string): boolean | undefined {
	const value = body[name] ?? undefined;
	if (value !== undefined && typeof value !== 'boolean') throw wrong(name, 'true or false');
	return value;
}

/** A list of texts; undefined when it is absent. */
export function textList(name: string, value: unknown): string[] {
	if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
		return value as string[];
	}
	throw wrong(name, 'a list of texts');
}

/** One of several words; undefined when it is absent. */
export function optionalWord<Word extends string>(
	body: Body,
	name: string,
	words: readonly Word[],
): Word | undefined {
	const text = optionalText(body, name);
	if (text === undefined) return undefined;
	if (!words.includes(text as Word)) throw wrong(name, `one of ${words.join(', ')}`);
	return text as Word;
}

/** What is wrong with a parameter, in one sentence. */
export function wrong(name: string, expected: string): Error {
	return badRequest(`The parameter ${name} must be ${expected}`);
}
