import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { outputBinaryField } from '../../../shared/fields';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { fileTurn } from '../../../shared/turns';
import { getObject } from '../../calls';
import { mediaId } from '../../fields';
import { skyfish } from '../../skyfishService';
import { downloadFields, downloadMedia, downloadOptions } from './mediaDownload';

async function downloadOne(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const media = idOf(this, mediaId);
	const field = this.getNodeParameter('binaryPropertyName') as string;
	const size = this.getNodeParameter('size') as string;
	const { fileName = '' } = this.getNodeParameter('options', {}) as { fileName?: string };
	const ownName = async () => String((await getObject(this, `/media/${media}`)).filename ?? '');
	const { file, received } = await fileTurn(this, skyfish, async () =>
		downloadMedia(this, fileName.trim() || (await ownName())),
	);
	const { mimeType } = file;
	const json = { mediaId: media, fileName: file.fileName, mimeType, size, ...received };
	return [{ json, binary: { [field]: file } }];
}

/** The file behind `GET /media/:id/download_location(/:size)`, document 003, chapter 8. */
export const download: Operation = {
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download a media',
		description: 'Download the original or a smaller picture',
		routing: {
			request: { method: 'GET', url: '/media/{mediaId}/download_location/{size}' },
			operations: { pagination: forEachItem(skyfish, downloadOne) },
		},
	},
	fields: [
		mediaId,
		...downloadFields,
		outputBinaryField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				...downloadOptions,
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. shoe.jpg',
					description: 'Name to give the file. By default, the one it has in Skyfish.',
				},
			],
		},
	],
};
