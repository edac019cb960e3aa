import type {
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { chosenIn } from '../../../shared/chosen';
import { outputBinaryField } from '../../../shared/fields';
import { downloadFile } from '../../../shared/files/downloadFile';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { fileTurn } from '../../../shared/turns';
import { userId } from '../../fields';
import { skyfish } from '../../skyfishService';

const size: INodeProperties = {
	displayName: 'Size',
	name: 'size',
	type: 'options',
	options: [
		{ name: 'Large', value: 'large', description: '100 by 100 pixels' },
		{ name: 'Medium', value: 'medium', description: '50 by 50 pixels' },
		{ name: 'Original', value: 'original', description: 'As it was uploaded' },
		{ name: 'Small', value: 'small', description: '25 by 25 pixels' },
	],
	default: 'small',
};

async function downloadProfileImage(
	this: IExecutePaginationFunctions,
): Promise<INodeExecutionData[]> {
	const user = idOf(this, userId);
	const chosen = chosenIn(this, size);
	const field = this.getNodeParameter('binaryPropertyName') as string;
	const url = `/user/${user}/profileimage/${chosen}`;
	const { file, received } = await fileTurn(this, skyfish, () =>
		downloadFile(this, skyfish, url, `${chosen}_${user}.jpg`, true),
	);
	const json = { userId: user, fileName: file.fileName, size: chosen, ...received };
	return [{ json, binary: { [field]: file } }];
}

/** `GET /user/:id/profileimage(/:size)`, document 003, 11.2. */
export const getProfileImage: Operation = {
	option: {
		name: 'Get Profile Image',
		value: 'getProfileImage',
		action: 'Get the profile image of a user',
		description: 'Download the picture of a user',
		routing: {
			request: { method: 'GET', url: '/user/{userId}/profileimage' },
			operations: { pagination: forEachItem(skyfish, downloadProfileImage) },
		},
	},
	fields: [userId, size, outputBinaryField],
};
