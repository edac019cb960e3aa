import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { filesOfChosenJob } from '../filesOfChosenJob';

/** The files of the chosen job, for the rows of a review. */
export async function getFiles(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const files = await filesOfChosenJob(this);
	return files.map(({ id, fileName }) => ({ name: fileName, value: id }));
}

/** The edited images of all files of the chosen job, for the rows of a review. */
export async function getResultImages(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const files = await filesOfChosenJob(this);
	return files.flatMap(({ fileName, clipped }) =>
		(clipped ?? []).map((image) => ({
			name: `${image.fileName ?? fileName} (${image.imageId})`,
			value: image.imageId,
			description: `Edited image of ${fileName}`,
		})),
	);
}
