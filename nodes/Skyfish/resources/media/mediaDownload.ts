import {
	NodeApiError,
	type IBinaryData,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { chosenIn } from '../../../shared/chosen';
import { idOf } from '../../../shared/ids';
import { downloadFile } from '../../../shared/files/downloadFile';
import type { Transfer } from '../../../shared/files/transfer';
import { readJson } from '../../../shared/jsonField';
import { send } from '../../../shared/transport';
import { objectIn, textIn } from '../../../shared/answer';
import { mediaId } from '../../fields';
import { skyfish } from '../../skyfishService';

/** The sizes of document 003, 8.2.1; the original has none. */
const sizes = ['110px', '200px', '320px', '480px', '800px', '1200px', '1600px'];

/** Which picture of a media. */
const size: INodeProperties = {
	displayName: 'Size',
	name: 'size',
	type: 'options',
	options: [
		{ name: 'Original', value: 'original', description: 'The file as it is' },
		...sizes.map((value) => ({
			name: value,
			value,
			description: `${value.replace('px', '')} pixels on the longest side`,
		})),
		{ name: 'Video Preview', value: 'preview', description: 'An MP4 video 1280 pixels wide' },
	],
	default: 'original',
};

/** Which picture of a media, and what Skyfish notes about the download. */
export const downloadFields = [size];

export const downloadOptions: INodeProperties[] = [
	{
		displayName: 'Download Info',
		name: 'download_info',
		type: 'json',
		default: '{}',
		description: 'JSON that Skyfish keeps with the download, e.g. who it was made for',
	},
	{
		displayName: 'User',
		name: 'user',
		type: 'number',
		default: 0,
		description: 'ID of the user that the download counts for',
	},
];

/** `GET /media/:id/download_location(/:size)`, document 003, 8.1: a signed address that lives 5 minutes. */
export async function downloadLocation(
	context: IExecutePaginationFunctions,
): Promise<{ method: string; url: string }> {
	const media = idOf(context, mediaId);
	const chosen = chosenIn(context, size);
	const { download_info: info, user } = context.getNodeParameter('options', {}) as IDataObject;
	const qs: IDataObject = {};
	if (info !== undefined) {
		qs.download_info = JSON.stringify(readJson(context, 'Download Info', info, 'object'));
	}
	if (user) qs.user = user;
	const url = `/media/${media}/download_location${chosen === 'original' ? '' : `/${chosen}`}`;
	const request = { url, qs };
	const location = objectIn(context, await send(context, skyfish, request));
	return { method: 'GET', url: textIn(context, location, 'url') };
}

/** Fetches a media; an address that ended on the way is fetched anew, once. */
export async function downloadMedia(
	context: IExecutePaginationFunctions,
	fileName: string,
): Promise<{ file: IBinaryData; received: Transfer }> {
	const first = await downloadLocation(context);
	const attempt = await downloadFile(context, skyfish, first.url, fileName).then(
		(downloaded) => ({ downloaded }),
		(error: unknown) => ({ error }),
	);
	if ('downloaded' in attempt) return attempt.downloaded;
	const hasEnded = attempt.error instanceof NodeApiError && attempt.error.httpCode === '403';
	if (!hasEnded) throw attempt.error;
	const { url } = await downloadLocation(context);
	return await downloadFile(context, skyfish, url, fileName);
}
