/** Reads single parameters out of parsed bodies, strictly: what does not fit is `invalid_parameter`. */
import { invalidParameter, missingParameter } from './errors.ts';

/** A request's body, parsed, or an object in it. */
export type Body = Record<string, unknown>;

/** A text; `missing_parameter` when there is none. */
export function requiredText(body: Body, name: string): string {
	const text = optionalText(body, name);
	if (text === undefined) throw missingParameter(name);
	return text;
}

/** A text, or undefined when it is absent or null. */
export function optionalText(body: Body, name: string): string | undefined {
	const value = body[name] ?? undefined;
	if (value !== undefined && typeof value !== 'string') throw invalidParameter(name, value);
	return value;
}

/** true or false, also as the words. */
export function optionalFlag(body: Body, name: string): boolean | undefined {
	const value = body[name] ?? undefined;
	if (value === undefined || typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.toLowerCase() : '';
	if (word !== 'true' && word !== 'false') throw invalidParameter(name, value);
	return word === 'true';
}

export function requiredFlag(body: Body, name: string): boolean {
	const flag = optionalFlag(body, name);
	if (flag === undefined) throw missingParameter(name);
	return flag;
}

/** A whole number, also in digits; an empty form field counts as absent. */
export function optionalInteger(body: Body, name: string): number | undefined {
	const value = body[name] ?? undefined;
	if (value === undefined || value === '') return undefined;
	return integer(name, value);
}

export function requiredInteger(body: Body, name: string): number {
	const number = optionalInteger(body, name);
	if (number === undefined) throw missingParameter(name);
	return number;
}

/** Reads a whole number that must be there, e.g. from a path. */
export function integer(name: string, value: unknown): number {
	const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
	if (!Number.isSafeInteger(number)) throw invalidParameter(name, value);
	return number as number;
}

/** A list: a JSON list, its text, or one single value. */
export function optionalList(body: Body, name: string): unknown[] | undefined {
	const value = body[name] ?? undefined;
	if (value === undefined || Array.isArray(value)) return value;
	if (typeof value !== 'string') throw invalidParameter(name, value);
	if (value.trim() === '') return [];
	if (!/^\s*[[{]/.test(value)) return [value];
	try {
		const parsed: unknown = JSON.parse(value);
		return Array.isArray(parsed) ? parsed : [parsed];
	} catch {
		throw invalidParameter(name, value);
	}
}

/** A list of texts. */
export function optionalTextList(body: Body, name: string): string[] | undefined {
	const list = optionalList(body, name);
	if (list?.some((item) => typeof item !== 'string')) throw invalidParameter(name, body[name]);
	return list as string[] | undefined;
}

/** A list of objects; in a form each may be JSON text. */
export function optionalObjectList(body: Body, name: string): Body[] | undefined {
	return optionalList(body, name)?.map((item) => objectOf(name, item));
}

function objectOf(name: string, item: unknown): Body {
	let object = item;
	if (typeof item === 'string') {
		try {
			object = JSON.parse(item);
		} catch {
			throw invalidParameter(name, item);
		}
	}
	if (object !== null && typeof object === 'object' && !Array.isArray(object)) {
		return object as Body;
	}
	throw invalidParameter(name, item);
}

export function requiredObjectList(body: Body, name: string): Body[] {
	const list = optionalObjectList(body, name);
	if (list === undefined) throw missingParameter(name);
	return list;
}

/** A moment, in milliseconds since 1970, from an ISO date; without an offset it is UTC. */
export function optionalDate(body: Body, name: string): number | undefined {
	const text = optionalText(body, name);
	if (text === undefined || text === '') return undefined;
	const [, day, time, offset] = /^(\d{4}-\d\d-\d\d)(T[\d:.]+)?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
	const moment = day ? Date.parse(time ? `${day}${time}${offset ?? 'Z'}` : day) : NaN;
	if (Number.isNaN(moment)) throw invalidParameter(name, text);
	return moment;
}
