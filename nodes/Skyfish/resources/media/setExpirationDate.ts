import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { forEachItem } from '../../../shared/transport';
import { change } from '../../calls';
import { mediaId } from '../../fields';
import { skyfish } from '../../skyfishService';

async function setDate(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const media = idOf(this, mediaId);
	const body = this.getNodeParameter('expireBy', 'day') === 'month' ? monthIn(this) : dayIn(this);
	await change(this, 'POST', `/media/${media}/metadata/expiration_date`, body);
	return [{ json: { success: true, mediaId: media, ...body } }];
}

/** The date picker gives a moment; the API wants the day alone. */
function dayIn(context: IExecutePaginationFunctions) {
	const value = String(context.getNodeParameter('expiration_date', ''));
	const day = value.slice(0, 10);
	const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
	if (isDay && new Date(day).toISOString().startsWith(day)) return { expiration_date: day };
	throw refused(
		context,
		'"Expiration Date" is not a date',
		`Choose a day, or enter one such as 2026-12-31. The value was "${value.slice(0, 50)}".`,
	);
}

/** How a year and a month are sent, the document lost; the day that they stand for is the month's last. */
function monthIn(context: IExecutePaginationFunctions) {
	const year = Number(context.getNodeParameter('year', 0));
	const month = Number(context.getNodeParameter('month', 0));
	const isYear = Number.isInteger(year) && year >= 1900 && year <= 9999;
	if (isYear && Number.isInteger(month) && month >= 1 && month <= 12) {
		// Day 0 of the next month.
		const lastDay = new Date(Date.UTC(year, month, 0));
		return { expiration_date: lastDay.toISOString().slice(0, 10) };
	}
	throw refused(
		context,
		'"Year" or "Month" is not valid',
		'Enter a year with four digits and a month from 1 to 12.',
	);
}

/** `POST /media/:id/metadata/expiration_date`, document 003, 5.5. */
export const setExpirationDate: Operation = {
	option: {
		name: 'Set Expiration Date',
		value: 'setExpirationDate',
		action: 'Set the expiration date of a media',
		description: 'Say until when a media may be used',
		routing: {
			request: { method: 'POST', url: '/media/{mediaId}/metadata/expiration_date' },
			operations: { pagination: forEachItem(skyfish, setDate) },
		},
	},
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
};
