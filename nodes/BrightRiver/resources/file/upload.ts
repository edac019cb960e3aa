import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { chosenFiles, openFiles } from '../../../shared/files/inputFiles';
import type { Operation } from '../../../shared/operation/define';
import { collections, fileNameOption, inputBinaryFields } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { jobId } from '../../fields';
import { notAllTaken, requireOnlyUsers, uploadPhotos, useNames } from './uploadPhotos';

/** No document names the field. */
export const uploadField = {
	displayName: 'Upload Field',
	name: 'uploadField',
	type: 'string',
	default: 'file',
	placeholder: 'e.g. image',
	description:
		'Name of the form field that holds the photo. Change it if Bright River does not list the photo after the offer is requested.',
} satisfies INodeProperties;

async function uploadItem(item: Item): Promise<INodeExecutionData[]> {
	const { client, context } = item;
	const job = item.id(jobId);
	const fields = item.parameter(inputBinaryFields.name, '');
	const photos = chosenFiles(context, fields, item.option('fileName'));
	// Before anything is awaited: n8n starts all items at once, so that each one then sees all the others.
	const names = useNames(item, job, photos);
	client.session.progress.expectMore(photos.length - 1);
	const files = await openFiles(context, photos);
	requireOnlyUsers(item, names);
	const field = item.option(uploadField.name) || uploadField.default;
	const { taken, failed } = await uploadPhotos(item, job, files, field);
	if (taken.length === 0) throw failed[0].error;
	if (failed.length > 0) {
		throw notAllTaken(
			item,
			job,
			failed,
			photos.length,
			`The other photos of this item are in the job. To upload what is missing, name it in "${inputBinaryFields.displayName}", or run the node again: a photo of the same name is replaced.`,
		);
	}
	return taken.map(({ file, verified, said }) => ({
		json: { success: true, jobId: job, ...file, verified, ...said },
	}));
}

/** A form upload to the address that the job names. */
export const upload: Operation = {
	name: 'Upload',
	value: 'upload',
	action: 'Upload files to a job',
	description: 'Upload the photos of an item to a job, before an offer is requested',
	document: '000',
	call: 'POST upload.postUrl',
	also: ['GET /jobs/{jobId}', 'GET /jobs/{jobId}/files', 'GET /jobs/{jobId}/files/{fileName}'],
	fields: [
		jobId,
		inputBinaryFields,
		{
			...collections.options,
			options: [
				{
					...fileNameOption,
					placeholder: 'e.g. shoe-01.jpg',
					description:
						'Name of the file in the job. By default, its own. Several files of one item are numbered.',
				},
				uploadField,
			],
		},
	],
	run: uploadItem,
};
