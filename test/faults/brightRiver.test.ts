import '../support/shorterWaits';
import { BrightRiver } from '../../nodes/BrightRiver/BrightRiver.node';
import { declaredOperations } from '../engine/support/operationTable';
import { brightRiverRows } from './support/brightRiverRows';
import { describeMatrix } from './support/describeMatrix';

jest.mock('../../nodes/shared/client/timeLimit', () => {
	const actual = jest.requireActual<typeof import('../../nodes/shared/client/timeLimit')>(
		'../../nodes/shared/client/timeLimit',
	);
	const { shortLimits } = jest.requireActual<typeof import('../support/waits')>('../support/waits');
	return { ...actual, ...shortLimits };
});

describeMatrix('Bright River', brightRiverRows, declaredOperations(new BrightRiver()));
