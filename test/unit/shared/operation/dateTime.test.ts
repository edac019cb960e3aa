import { runInNewContext } from 'node:vm';
import { dayIn, readDay, readMoment, toIsoDate } from '../../../../nodes/shared/operation/dateTime';
import { wordsThrownBy } from '../support/fakes';

it.each([
	['2026-01-31T09:00:00', 'Europe/Amsterdam', '2026-01-31T08:00:00.000Z'],
	['2026-07-31T09:00:00', 'Europe/Amsterdam', '2026-07-31T07:00:00.000Z'],
	['2026-07-31 09:00:00', 'America/New_York', '2026-07-31T13:00:00.000Z'],
	['2026-07-31', 'Asia/Tokyo', '2026-07-30T15:00:00.000Z'],
	['2026-03-29T03:30:00', 'Europe/Amsterdam', '2026-03-29T01:30:00.000Z'],
	['2016-01-14T14:57:33.8931021+01:00', 'UTC', '2016-01-14T13:57:33.893Z'],
	// The clocks skip half past two on these days: it is an hour later.
	['2026-03-29T02:30:00', 'Europe/Amsterdam', '2026-03-29T01:30:00.000Z'],
	['2026-03-08T02:30:00', 'America/New_York', '2026-03-08T07:30:00.000Z'],
	['2026-10-25T03:00:00', 'Europe/Amsterdam', '2026-10-25T02:00:00.000Z'],
	['2016-05-06T15:22:02.86Z', 'Asia/Tokyo', '2016-05-06T15:22:02.860Z'],
])('%s in %s is %s', (value, timezone, iso) => {
	expect(toIsoDate(value, timezone)).toBe(iso);
});

it.each(['', 'yesterday', '31.01.2026', '2026-13-01', '2026-02-30', '2026-02-30T09:00', 'null'])(
	'%j is not a date',
	(value) => {
		expect(toIsoDate(value, 'UTC')).toBeUndefined();
	},
);

it('takes a Date, and refuses one that is not valid', () => {
	expect(toIsoDate(new Date('2026-01-31T09:00:00Z'), 'UTC')).toBe('2026-01-31T09:00:00.000Z');
	const other: unknown = runInNewContext("new Date('2026-01-31T09:00:00Z')");
	expect(toIsoDate(other, 'UTC')).toBe('2026-01-31T09:00:00.000Z');
	expect(toIsoDate(new Date(NaN), 'UTC')).toBeUndefined();
});

/** An operation in a workflow with this time zone. */
const within = (timezone: string) => ({
	getNode: () => ({ name: 'Node' }) as never,
	getTimezone: () => timezone,
});

it.each([
	['2026-01-31', 'Europe/Amsterdam', '2026-01-31'],
	['2026-01-31T00:00:00', 'Europe/Amsterdam', '2026-01-31'],
	['2026-01-31T00:00:00', 'America/New_York', '2026-01-31'],
	['2026-01-31T00:00:00.000+01:00', 'Europe/Amsterdam', '2026-01-31'],
	['2026-01-30T23:30:00Z', 'Europe/Amsterdam', '2026-01-31'],
	[new Date('2026-01-30T23:30:00Z'), 'Asia/Tokyo', '2026-01-31'],
])('the day of %s in %s is %s', (value, timezone, day) => {
	expect(readDay(within(timezone), 'Day', value)).toBe(day);
});

it('reads nothing out of an empty field, and names the field that is wrong', () => {
	for (const empty of ['', null, undefined]) {
		expect(readDay(within('UTC'), 'Day', empty)).toBeUndefined();
		expect(readMoment(within('UTC'), 'Day', empty)).toBeUndefined();
	}
	expect(() => readDay(within('UTC'), 'Day', '2026-02-30')).toThrow('"Day" is not a date');
	expect(() => readMoment(within('UTC'), 'Moment', 'x')).toThrow('"Moment" is not a date and time');
	expect(readMoment(within('UTC'), 'Moment', '2026-01-31')).toBe('2026-01-31T00:00:00.000Z');
});

it.each([
	['2026-07-31T09:00:00+0200', 'UTC', '2026-07-31T07:00:00.000Z'],
	['2026-07-31T09:00:00-05:30', 'UTC', '2026-07-31T14:30:00.000Z'],
	['2026-07-31T09:00:00z', 'Asia/Tokyo', '2026-07-31T09:00:00.000Z'],
	['  2026-07-31T09:00:00Z\n', 'UTC', '2026-07-31T09:00:00.000Z'],
	['2026-07-31', 'Asia/Kolkata', '2026-07-30T18:30:00.000Z'],
	['1970-01-01T00:00:00.250', 'Asia/Tokyo', '1969-12-31T15:00:00.250Z'],
	['2024-02-29', 'UTC', '2024-02-29T00:00:00.000Z'],
	['2026-12-31T23:59:59', 'Pacific/Kiritimati', '2026-12-31T09:59:59.000Z'],
	['2026-01-01T00:30:00', 'America/Los_Angeles', '2026-01-01T08:30:00.000Z'],
])('%j in %s is %s', (value, timezone, iso) => {
	expect(toIsoDate(value, timezone)).toBe(iso);
});

it.each([
	'x2026-01-31',
	'2026-01-31T25:00:00',
	'2026-01-31T25:00:00Z',
	'2026-01-31 at nine',
	'2026-1-31',
	'12026-01-31',
	'2023-02-29',
])('%j is not a date', (value) => {
	expect(toIsoDate(value, 'Europe/Amsterdam')).toBeUndefined();
});

it('gives the day of a moment in a zone', () => {
	expect(dayIn('Europe/Amsterdam', Date.parse('2026-03-04T23:30:00Z'))).toBe('2026-03-05');
	expect(dayIn('America/New_York', Date.parse('2026-11-09T03:00:00Z'))).toBe('2026-11-08');
});

it('says which date is wrong, how to write one, and what was there', () => {
	const long = 'x'.repeat(80);
	expect(wordsThrownBy(() => readDay(within('UTC'), 'Expires', long))).toEqual({
		message: '"Expires" is not a date',
		description: expect.stringMatching(/ such as 2026-12-31\. The value was "x{50}"\.$/),
	});
	expect(wordsThrownBy(() => readMoment(within('UTC'), 'Deadline', long))).toEqual({
		message: '"Deadline" is not a date and time',
		description: expect.stringMatching(/ such as 2026-01-31T09:00:00\. The value was "x{50}"\.$/),
	});
});
