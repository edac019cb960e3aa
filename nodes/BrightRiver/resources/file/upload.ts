import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { chosenFiles, openFiles } from '../../../shared/files/inputFiles';
import { readFileUrl, withUrlFile } from '../../../shared/files/urlFile';
import type { Operation } from '../../../shared/operation/define';
import {
	collections,
	fileNameOption,
	fileSource,
	fileUrl,
	inputBinaryFields,
	inputFieldsUnlessUrl,
} from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { jobId } from '../../fields';
import {
	notAllTaken,
	requireOnlyUsers,
	uploadPhoto,
	uploadPhotos,
	useNames,
	type PhotoSource,
	type TakenPhoto,
} from './uploadPhotos';

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
	const job = item.id(jobId);
	const field = item.option(uploadField.name) || uploadField.default;
	const isFromUrl = item.choice(fileSource) === 'url';
	const taken = isFromUrl
		? [await uploadUrl(item, job, field)]
		: await uploadInput(item, job, field);
	return taken.map(({ file, verified, said }) => ({
		json: { success: true, jobId: job, ...file, verified, ...said },
	}));
}

async function uploadUrl(item: Item, job: number, field: string): Promise<TakenPhoto> {
	const { client, context } = item;
	const url = readFileUrl(item);
	const from: PhotoSource = async (send) =>
		await withUrlFile(client, url, item.option('fileName'), async (photo) => {
			// Only now its name is known.
			const { fileName } = photo;
			requireOnlyUsers(
				item,
				useNames(item, job, [{ fileName, itemIndex: context.getItemIndex() }]),
			);
			return await send(photo);
		});
	return await uploadPhoto(item, job, from, field);
}

async function uploadInput(item: Item, job: number, field: string): Promise<TakenPhoto[]> {
	const { client, context } = item;
	const fields = item.parameter(inputBinaryFields.name, '');
	const photos = chosenFiles(context, fields, item.option('fileName'));
	// Before anything is awaited: n8n starts all items at once, so that each one then sees all the others.
	const names = useNames(item, job, photos);
	client.session.progress.expectMore(photos.length - 1);
	const files = await openFiles(context, photos);
	requireOnlyUsers(item, names);
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
	return taken;
}

/** A form upload to the address that the job names. */
export const upload: Operation = {
	name: 'Upload',
	value: 'upload',
	action: 'Upload files to a job',
	description:
		'Upload the photos of an item, or a photo from a URL, to a job, before an offer is requested',
	document: '000',
	call: 'POST upload.postUrl',
	also: [
		'GET url',
		'GET /jobs/{jobId}',
		'GET /jobs/{jobId}/files',
		'GET /jobs/{jobId}/files/{fileName}',
	],
	fields: [
		jobId,
		fileSource,
		inputFieldsUnlessUrl,
		fileUrl,
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
