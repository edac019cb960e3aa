import type { Resource } from '../../../shared/operation';
import { acceptOffer } from './acceptOffer';
import { cancel } from './cancel';
import { close } from './close';
import { create } from './create';
import { downloadResults } from './downloadResults';
import { get } from './get';
import { getStatus } from './getStatus';
import { requestOffer } from './requestOffer';
import { update } from './update';
import { waitForStatus } from './waitForStatus';

export const job: Resource = {
	name: 'job',
	operations: [
		acceptOffer,
		cancel,
		close,
		create,
		downloadResults,
		get,
		getStatus,
		requestOffer,
		update,
		waitForStatus,
	],
	byDefault: 'create',
};
