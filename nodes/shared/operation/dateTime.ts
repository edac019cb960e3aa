import { operationError, type ErrorContext } from '../errors/operationError';

/** A day in ms, where no clock changes. */
export const DAY_MS = 24 * 60 * 60 * 1000;

type DateContext = ErrorContext & { getTimezone(): string };

/**
 * The moment in a date field, in the ISO 8601 form that the services want. What n8n's date picker gives has no
 * zone: it is meant in the workflow's.
 *
 * @param displayName of the field, for the message
 * @returns `undefined` if the field is empty
 * @throws NodeOperationError when it is not a date
 */
export function readMoment(
	context: DateContext,
	displayName: string,
	value: unknown,
	wanted = 'a date and time',
	example = '2026-01-31T09:00:00',
): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const iso = toIsoDate(value, context.getTimezone());
	if (iso !== undefined) return iso;
	throw operationError(
		context,
		`"${displayName}" is not ${wanted}`,
		`Choose a date, or enter one such as ${example}. The value was "${String(value).slice(0, 50)}".`,
	);
}

/** The day in a date field as `yyyy-mm-dd`, seen from the workflow's time zone; else as `readMoment`. */
export function readDay(
	context: DateContext,
	displayName: string,
	value: unknown,
): string | undefined {
	const iso = readMoment(context, displayName, value, 'a date', '2026-12-31');
	return iso && dayIn(context.getTimezone(), Date.parse(iso));
}

/** The day of a moment in a zone, as `yyyy-mm-dd`. @param ms the moment, in unix ms */
export function dayIn(timeZone: string, ms: number): string {
	const format = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
	return new Intl.DateTimeFormat('en-CA', format).format(ms);
}

/** The day so many days after another, both as `yyyy-mm-dd`. Days when clocks change count as any other. */
export function daysAfter(day: string, days: number): string {
	return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * @param value ISO text with or without zone, a `Date`, or what luxon's `DateTime` gives as text
 * @param timezone IANA name, for a text without a zone of its own
 * @returns ISO 8601 in UTC, `undefined` when it is not a date
 */
export function toIsoDate(value: unknown, timezone: string): string | undefined {
	const text = isDate(value) ? isoOf(Number(value)) : String(value).trim();
	if (text === undefined || !isDay(text.slice(0, 10))) return undefined;
	if (/(?:z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10))) return isoOf(Date.parse(text));
	const wallClock = text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T');
	return isoOf(momentOf(Date.parse(`${wallClock}Z`), timezone));
}

/** n8n may compute an expression in a JavaScript world of its own, whose "Date" is another one. */
function isDate(value: unknown): boolean {
	return Object.prototype.toString.call(value) === '[object Date]';
}

function isoOf(ms: number): string | undefined {
	return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** Whether a calendar has the day: JavaScript takes 30 February for 2 March. */
function isDay(text: string): boolean {
	const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
	return isoOf(ms)?.startsWith(text) === true;
}

/**
 * The moment when the clocks of a zone show a time. One that they skip, when summer time begins, is taken as
 * late as if they had not been changed.
 *
 * @param wallClock the time that they show, as if it were UTC, in ms
 */
function momentOf(wallClock: number, timezone: string): number {
	if (Number.isNaN(wallClock)) return NaN;
	const first = wallClock - offsetMs(wallClock, timezone);
	const second = wallClock - offsetMs(first, timezone);
	const isShown = second + offsetMs(second, timezone) === wallClock;
	return isShown ? second : Math.max(first, second);
}

/** How far the zone's clock is ahead of UTC at a moment, in ms. */
function offsetMs(moment: number, timezone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(moment);
	const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
	const local = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return local - Math.floor(moment / 1000) * 1000;
}
