import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { inputBinaryField } from '../../../shared/fields';
import { inputFile } from '../../../shared/files/inputFile';
import { uploadForm } from '../../../shared/files/uploadForm';
import type { Operation } from '../../../shared/operation';
import { runOf } from '../../../shared/sender';
import { settleTogether } from '../../../shared/settleTogether';
import { sharedLookup } from '../../../shared/sharedLookup';
import { forEachItem } from '../../../shared/transport';
import { fileTurn } from '../../../shared/turns';
import { brightRiver } from '../../brightRiverService';
import { jobId as jobIdField } from '../../fields';
import { getJob, jobIdOf, storageUrl } from '../../jobCalls';
import { verifyUpload } from '../../verifyUpload';

async function uploadToJob(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const field = this.getNodeParameter('binaryPropertyName') as string;
	const { fileName = '' } = this.getNodeParameter('options', {}) as { fileName?: string };
	const jobId = jobIdOf(this);
	const file = await inputFile(this, field, fileName);
	const { mine, all } = await settleTogether(this, `uploads to job ${jobId}`, () =>
		fileTurn(this, brightRiver, async () => {
			const job = await sharedLookup(runOf(this), `job ${jobId}`, () => getJob(this, jobId));
			const url = storageUrl(this, job, 'upload', 'postUrl');
			const { sent } = await uploadForm(this, brightRiver, url, file, { field: 'file' });
			return { fileName: file.fileName, ...sent };
		}),
	);
	const verified = await verifyUpload(this, jobId, mine, all);
	return [{ json: { success: true, jobId, ...mine, verified } }];
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
		jobIdField,
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
