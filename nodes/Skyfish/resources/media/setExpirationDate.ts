import { NodeApiError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { requireNoPage } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import { readDay } from '../../../shared/operation/dateTime';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { requireFilled } from '../../../shared/operation/parameters';
import { expirationIn } from '../../api/media';
import { mediaId } from '../../locators';

/** How often to look for a date that Skyfish has taken, and the pause between two looks, in ms. */
const MOST_LOOKS = 3;
const PAUSE_MS = 700;

/** Of `yyyy-mm`. */
const MONTH_LENGTH = 7;

/** A date to set. */
interface Expiration {
	/** The last day that a media item may be used on, as `yyyy-mm-dd`. */
	day: string;
	/** What of the day is sure: a month stands for its last day, however that is written. */
	sure: string;
	body: IDataObject;
}

/**
 * The two ways of document 003, 5.5.1, whose examples are lost. The keys of the month are those of the developer site,
 * as texts; the key of the day is that of the answer, which nobody was seen to send. Both at once would set the month
 * where the day is not known.
 */
function expirationOf(item: Item): Expiration {
	if (item.parameter<string>('expireBy', 'day') !== 'month') {
		const day = dayIn(item);
		return { day, sure: day, body: { expiration_date: day } };
	}
	const day = lastDayOfMonthIn(item);
	const [year, month] = day.split('-').map(Number);
	const body = { expiration_year: String(year), expiration_month: String(month) };
	return { day, sure: day.slice(0, MONTH_LENGTH), body };
}

/** Sets the date, and looks whether it is set: Skyfish may pass over what it does not know. */
async function setDate(item: Item): Promise<INodeExecutionData[]> {
	const { day, sure, body } = expirationOf(item);
	const answer = await item.send({ body }).catch((error: Error) => {
		const isRefused = error instanceof NodeApiError && error.httpCode === '400';
		throw isRefused && sure === day ? noDay(item, error) : error;
	});
	requireNoPage(item.context, answer);
	const verified = await isShown(item, sure);
	const json = { success: true, mediaId: item.id(mediaId), expiration_date: day, verified };
	return [{ json }];
}

/**
 * @returns whether Skyfish shows the date; false where it cannot be asked
 * @throws NodeOperationError when it shows another one
 */
async function isShown(item: Item, sure: string): Promise<boolean> {
	for (let looks = 1; ; looks++) {
		const shown = await shownDate(item);
		// An answer without the date does not say that there is none.
		if (shown === undefined) return false;
		if (String(shown).startsWith(sure)) return true;
		if (looks === MOST_LOOKS) throw notSet(item, shown, sure);
		await item.client.pause(PAUSE_MS);
	}
}

/** The date that Skyfish shows, `null` for none; `undefined` where it cannot be asked. */
async function shownDate(item: Item): Promise<unknown> {
	return await item
		.request('GET /media/{mediaId}/metadata/expiration_date')
		.then((answer) => expirationIn(item.context, answer).expiration_date)
		.catch((error: Error) => {
			if (item.client.cancelSignal?.aborted) throw error;
			return undefined;
		});
}

function notSet(item: Item, shown: unknown, sure: string): Error {
	const state = shown ? `expires on ${String(shown).slice(0, 10)}` : 'does not expire';
	return operationError(
		item.context,
		`Skyfish did not set the expiration date of media item ${item.id(mediaId)}`,
		`It ${state}. ${sure.length > MONTH_LENGTH ? BY_MONTH : 'Set it in Skyfish itself.'}`,
	);
}

const BY_MONTH =
	'Set "Expire By" to "Month": Skyfish may accept only months. The media item then expires on the last day of the month.';

function noDay({ context }: Item, { message, description }: NodeApiError): Error {
	return operationError(context, message, `${BY_MONTH} ${description ?? ''}`);
}

/** The date picker gives a moment; the API wants the day alone. */
function dayIn(item: Item): string {
	const value = item.parameter<unknown>('expiration_date', '');
	const day = readDay(item.context, 'Expiration Date', value);
	requireFilled(item.context, 'Expiration Date', day);
	return day ?? '';
}

/** The day that a year and a month stand for: the month's last (document 003, 5.5.1). */
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
	description: 'Set the last day on which a media item may be used',
	document: '003, 5.5',
	call: 'POST /media/{mediaId}/metadata/expiration_date',
	also: ['GET /media/{mediaId}/metadata/expiration_date'],
	fields: [
		mediaId,
		{
			displayName: 'Expire By',
			name: 'expireBy',
			type: 'options',
			options: [
				{
					name: 'Day',
					value: 'day',
					description: 'If Skyfish accepts only months, the node says so',
				},
				{ name: 'Month', value: 'month', description: 'The last day of the month' },
			],
			default: 'day',
			description: 'How to enter the date',
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
	run: setDate,
};
