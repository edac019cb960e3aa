import type { IDataObject, PreSendAction } from 'n8n-workflow';
import { refused } from './refused';
import { beforeSending } from './beforeSending';
import { displayNameOf } from './displayName';

/**
 * A `preSend` step that turns the date of body field `name` into the ISO 8601 form that the API wants.
 * What n8n's date picker gives has no zone: it is meant in the workflow's.
 *
 * @throws NodeOperationError when it is no date
 */
export function sendAsIsoDate(name: string): PreSendAction {
	return beforeSending((context, request) => {
		const body = request.body as IDataObject;
		const value = body[name];
		if (value === undefined || value === null || value === '') {
			const rest = { ...body };
			delete rest[name];
			return { ...request, body: rest };
		}
		const iso = toIsoDate(value, context.getTimezone());
		if (iso === undefined) {
			throw refused(
				context,
				`"${displayNameOf(name)}" is not a date and time`,
				`Choose a date, or enter one such as 2026-01-31T09:00:00. The value was "${String(value).slice(0, 50)}".`,
			);
		}
		return { ...request, body: { ...body, [name]: iso } };
	});
}

/**
 * @param value ISO text with or without zone, a `Date`, or what luxon's `DateTime` gives as text
 * @param timezone IANA name, for a text without a zone of its own
 * @returns ISO 8601 in UTC, `undefined` when it is no date
 */
export function toIsoDate(value: unknown, timezone: string): string | undefined {
	const text = value instanceof Date ? value.toISOString() : String(value).trim();
	if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
	const hasZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10));
	const asUtc = Date.parse(
		hasZone ? text : `${text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T')}Z`,
	);
	if (Number.isNaN(asUtc)) return undefined;
	if (hasZone) return new Date(asUtc).toISOString();
	// Twice, because the offset can differ between the guess and the moment itself (daylight saving).
	const guess = asUtc - offsetMs(asUtc, timezone);
	return new Date(asUtc - offsetMs(guess, timezone)).toISOString();
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
