import '../support/shorterWaits';
import './support/shorterLimits';
import { Skyfish } from '../../nodes/Skyfish/Skyfish.node';
import { declaredOperations } from '../engine/support/operationTable';
import { skyfishRows } from './support/skyfishRows';
import { describeMatrix } from './support/describeMatrix';

describeMatrix('Skyfish', skyfishRows, declaredOperations(new Skyfish()));
