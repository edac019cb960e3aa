import {
	NodeApiError,
	type IDataObject,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { objectIn, textIn } from '../../../shared/client/response';
import { downloadFile, type NameOf } from '../../../shared/files/download';
import { withEndingOf } from '../../../shared/files/mediaType';
import { fileTurn } from '../../../shared/files/transfer';
import type { Operation } from '../../../shared/operation/define';
import { collections, fileNameOption, outputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { readId, readJson } from '../../../shared/operation/parameters';
import { pictureSizes } from '../../fields';
import { mediaId } from '../../locators';

/** Which picture of a media item; the original has no size in the address. */
const size: INodeProperties = {
	displayName: 'Size',
	name: 'size',
	type: 'options',
	options: [
		{ name: 'Original', value: 'original', description: 'The file as it is' },
		...pictureSizes.map((value) => ({
			name: value,
			value,
			description: `${value.replace('px', '')} pixels on the longest side`,
		})),
		{ name: 'Video Preview', value: 'preview', description: 'An MP4 video 1280 pixels wide' },
	],
	default: 'original',
};

/** What Skyfish notes about the download. */
const downloadOptions: INodeProperties[] = [
	{
		displayName: 'Download Info',
		name: 'download_info',
		type: 'json',
		default: '{}',
		description: 'JSON that Skyfish stores with the download, e.g. who it was for',
	},
	{
		displayName: 'User',
		name: 'user',
		type: 'number',
		default: 0,
		description: 'ID of the user that the download is counted for',
	},
];

/** Asks for a signed address, which lives 5 minutes. */
async function downloadLocation(item: Item): Promise<{ method: string; url: string }> {
	const { context } = item;
	const chosen = item.choice(size);
	const { download_info: info, user } = item.parameter<IDataObject>('options', {});
	const query: IDataObject = {};
	if (info !== undefined) {
		const json = JSON.stringify(readJson(context, 'Download Info', info, 'object'));
		// The API may not understand an encoded plus sign; in JSON it can be written otherwise.
		query.download_info = json.replaceAll('+', '\\u002b');
	}
	if (user !== undefined) query.user = readId(context, 'User', user);
	const answer =
		chosen === 'original'
			? await item.send({ query })
			: await item.request('GET /media/{mediaId}/download_location/{size}', {
					path: { size: chosen },
					query,
				});
	return { method: 'GET', url: textIn(context, objectIn(context, answer), 'url') };
}

async function downloadMedia(item: Item): Promise<INodeExecutionData[]> {
	const { client } = item;
	const field = item.text('binaryPropertyName');
	const ownName = async () => String((await item.object('GET /media/{mediaId}')).filename ?? '');
	const { file, received } = await fileTurn(client, async () => {
		const given = item.option('fileName');
		const name = given || (await ownName());
		// A smaller picture of a TIFF is a JPEG, a video preview an MP4.
		const isSmaller = !given && item.choice(size) !== 'original';
		const nameOf: NameOf = (_, type) => (isSmaller && type ? withEndingOf(type, name) : name);
		const place = await downloadLocation(item);
		return await downloadFile(client, place, nameOf).catch(async (error: Error) => {
			// The address may have expired on the way: another one is asked for, once.
			if (!(error instanceof NodeApiError && error.httpCode === '403')) throw error;
			return await downloadFile(client, await downloadLocation(item), nameOf);
		});
	});
	const { fileName, mimeType } = file;
	const json = {
		mediaId: item.id(mediaId),
		fileName,
		mimeType,
		size: item.choice(size),
		...received,
	};
	return [{ json, binary: { [field]: file } }];
}

async function giveLocation(item: Item): Promise<INodeExecutionData[]> {
	return [{ json: { mediaId: item.id(mediaId), ...(await downloadLocation(item)) } }];
}

export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download a media item',
	description: 'Download the original or a smaller picture',
	document: '003, 8.1 and 8.2',
	call: 'GET /media/{mediaId}/download_location',
	also: ['GET /media/{mediaId}/download_location/{size}', 'GET url', 'GET /media/{mediaId}'],
	fields: [
		mediaId,
		size,
		outputBinaryField,
		{
			...collections.options,
			options: [
				...downloadOptions,
				{
					...fileNameOption,
					placeholder: 'e.g. shoe.jpg',
					description: 'Name of the downloaded file. By default, the one it has in Skyfish.',
				},
			],
		},
	],
	run: downloadMedia,
};

export const getDownloadUrl: Operation = {
	name: 'Get Download URL',
	value: 'getDownloadUrl',
	action: 'Get the download URL of a media item',
	description: 'Get an address from which anyone can download the file for 5 minutes',
	document: '003, 8.1 and 8.2',
	call: 'GET /media/{mediaId}/download_location',
	also: ['GET /media/{mediaId}/download_location/{size}'],
	fields: [
		mediaId,
		size,
		{
			...collections.options,
			options: downloadOptions,
		},
	],
	run: giveLocation,
};
