import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { beforeSending } from '../../../shared/beforeSending';
import { requireFilledText } from '../../../shared/requireText';

interface FileRemark {
	fileName?: string;
	remark?: string;
	tags?: string[];
}

/** Puts the remarks into the body as the service wants them: what was left empty is left out. */
const sendFileRemarks = beforeSending((context, request) => {
	const remarks = context.getNodeParameter('files.file', []) as FileRemark[];
	if (remarks.length === 0) return request;
	const files = remarks.map(({ fileName, remark, tags }) => {
		requireFilledText(context, 'File Name', fileName);
		return { fileName, ...(remark ? { remark } : {}), ...(tags?.length ? { tags } : {}) };
	});
	return { ...request, body: { ...(request.body as IDataObject), files } };
});

/** Remarks to the editors about single files. */
export const fileRemarks: INodeProperties = {
	displayName: 'Files',
	name: 'files',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add File Remark',
	default: {},
	description: 'What the editors should know about single files of the job',
	routing: { send: { preSend: [sendFileRemarks] } },
	options: [
		{
			displayName: 'File',
			name: 'file',
			values: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. koala.jpg',
					description: 'Name that the file has in the job',
				},
				{
					displayName: 'Remark',
					name: 'remark',
					type: 'string',
					default: '',
					placeholder: 'e.g. Keep the shadow',
				},
				{
					displayName: 'Tags',
					name: 'tags',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
					default: [],
				},
			],
		},
	],
};
