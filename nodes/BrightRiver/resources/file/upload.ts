import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { inputBinaryField } from '../../../shared/fields';
import { inputFile, uploadForm } from '../../../shared/files';
import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { brightRiver } from '../../brightRiverService';
import { jobId } from '../../fields';
import { getJob, jobIdOf, storageUrl } from '../../jobCalls';

async function uploadToJob(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const field = this.getNodeParameter('binaryPropertyName') as string;
	const { fileName = '' } = this.getNodeParameter('options', {}) as { fileName?: string };
	const file = await inputFile(this, field, fileName);
	const job = await getJob(this, jobIdOf(this));
	const url = storageUrl(this, job, 'upload', 'postUrl');
	await uploadForm(this, brightRiver, url, file, { field: 'file' });
	return [
		{ json: { success: true, jobId: Number(job.id), fileName: file.fileName, size: file.size } },
	];
}

/** A form upload to `upload.postUrl` of `GET /jobs/{id}`, document 000. */
export const upload: Operation = {
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload a file to a job',
		description: 'Upload a photo to a job, before an offer is requested',
		routing: {
			request: { method: 'GET', url: '/jobs/{jobId}' },
			operations: { pagination: forEachItem(brightRiver, uploadToJob) },
		},
	},
	fields: [
		jobId,
		inputBinaryField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. shoe-01.jpg',
					description: 'Name that the file gets in the job. By default, its own.',
				},
			],
		},
	],
};
