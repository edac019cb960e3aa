import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { mediaId } from '../../fields';
import { skyfish } from '../../skyfishService';
import { downloadFields, downloadLocation, downloadOptions } from './mediaDownload';

async function getUrl(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	return [{ json: { mediaId: idOf(this, mediaId), ...(await downloadLocation(this)) } }];
}

/** `GET /media/:id/download_location(/:size)`, document 003, 8.1 and 8.2. */
export const getDownloadUrl: Operation = {
	option: {
		name: 'Get Download URL',
		value: 'getDownloadUrl',
		action: 'Get the download URL of a media',
		description: 'Get an address that anybody can download the file from for 5 minutes',
		routing: {
			request: { method: 'GET', url: '/media/{mediaId}/download_location' },
			operations: { pagination: forEachItem(skyfish, getUrl) },
		},
	},
	fields: [
		mediaId,
		...downloadFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: downloadOptions,
		},
	],
};
