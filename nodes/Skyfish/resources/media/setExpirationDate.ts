import { operationError } from '../../../shared/errors/operationError';
import { readDay } from '../../../shared/operation/dateTime';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { requireFilled } from '../../../shared/operation/parameters';
import { mediaId } from '../../locators';
import { successWith } from '../../sent';

/** The last day that a media item may be used on, as `yyyy-mm-dd`. */
function expirationIn(item: Item): { expiration_date: string } {
	const isMonth = item.parameter<string>('expireBy', 'day') === 'month';
	return { expiration_date: isMonth ? lastDayOfMonthIn(item) : dayIn(item) };
}

/** The date picker gives a moment; the API wants the day alone. */
function dayIn(item: Item): string {
	const value = item.parameter<unknown>('expiration_date', '');
	const day = readDay(item.context, 'Expiration Date', value);
	requireFilled(item.context, 'Expiration Date', day);
	return day ?? '';
}

/** How a year and a month are sent, the document lost; the day that they stand for is the month's last. */
function lastDayOfMonthIn(item: Item): string {
	const year = Number(item.parameter('year', 0));
	const month = Number(item.parameter('month', 0));
	const isYear = Number.isInteger(year) && year >= 1900 && year <= 9999;
	if (isYear && Number.isInteger(month) && month >= 1 && month <= 12) {
		// Day 0 of the next month.
		return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
	}
	throw operationError(
		item.context,
		'"Year" or "Month" is not valid',
		'Enter a year with four digits and a month from 1 to 12.',
	);
}

export const setExpirationDate: Operation = {
	name: 'Set Expiration Date',
	value: 'setExpirationDate',
	action: 'Set the expiration date of a media item',
	description: 'Set the last day that a media item may be used on',
	document: '003, 5.5',
	call: 'POST /media/{mediaId}/metadata/expiration_date',
	fields: [
		mediaId,
		{
			displayName: 'Expire By',
			name: 'expireBy',
			type: 'options',
			options: [
				{ name: 'Day', value: 'day' },
				{ name: 'Month', value: 'month', description: 'The last day of the month' },
			],
			default: 'day',
			description: 'How to give the date',
		},
		{
			displayName: 'Expiration Date',
			name: 'expiration_date',
			type: 'dateTime',
			default: '',
			required: true,
			displayOptions: { show: { expireBy: ['day'] } },
		},
		{
			displayName: 'Year',
			name: 'year',
			type: 'number',
			default: 2027,
			required: true,
			displayOptions: { show: { expireBy: ['month'] } },
		},
		{
			displayName: 'Month',
			name: 'month',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 12 },
			default: 12,
			required: true,
			displayOptions: { show: { expireBy: ['month'] } },
		},
	],
	sends: (item) => ({ body: expirationIn(item) }),
	gives: successWith(expirationIn, 'mediaId'),
};
