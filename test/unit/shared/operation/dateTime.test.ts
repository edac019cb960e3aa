import { toIsoDate } from '../../../../nodes/shared/operation/dateTime';

it.each([
	['2026-01-31T09:00:00', 'Europe/Amsterdam', '2026-01-31T08:00:00.000Z'],
	['2026-07-31T09:00:00', 'Europe/Amsterdam', '2026-07-31T07:00:00.000Z'],
	['2026-07-31 09:00:00', 'America/New_York', '2026-07-31T13:00:00.000Z'],
	['2026-07-31', 'Asia/Tokyo', '2026-07-30T15:00:00.000Z'],
	['2026-03-29T03:30:00', 'Europe/Amsterdam', '2026-03-29T01:30:00.000Z'],
	['2016-01-14T14:57:33.8931021+01:00', 'UTC', '2016-01-14T13:57:33.893Z'],
	['2016-05-06T15:22:02.86Z', 'Asia/Tokyo', '2016-05-06T15:22:02.860Z'],
])('%s in %s is %s', (value, timezone, iso) => {
	expect(toIsoDate(value, timezone)).toBe(iso);
});

it.each(['', 'yesterday', '31.01.2026', '2026-13-01', 'null'])('%j is no date', (value) => {
	expect(toIsoDate(value, 'UTC')).toBeUndefined();
});
